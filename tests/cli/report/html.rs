//! `backcare report --format html` and `svg`: what the page says and what it
//! gives away.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::harness::{HEADER, World};

/// Twelve weeks of daily entries up to the world's day: pain that stays, two
/// stretches, runs and other training, and the symptoms that are named.
pub(crate) fn busy(symptoms: &[(u64, &str)]) -> String {
    let mut log = HEADER.to_owned();
    for back in (0..84u64).rev() {
        let day = today() - chrono::Days::new(back);
        let pain = 4 + back * 7 % 4;
        let run = if back % 2 == 0 {
            format!("run,{},{}.{}", 30 + back % 40, 4 + back % 9, back % 10)
        } else {
            ",,".to_owned()
        };
        let recorded: Vec<&str> =
            symptoms.iter().filter(|(day, _)| *day == back).map(|(_, name)| *name).collect();
        let _ = writeln!(log, "{day},07:30,{pain},hamstring,2,{run},{},,,", recorded.join(";"));
        for (every, hour, stretch, activity) in [
            (3, 18, "hip-flexor,3", "swim,40,1.2"),
            (4, 19, "calf,1.5", "weights,30,"),
            (7, 20, ",", "core,15,"),
        ] {
            if back % every == 0 {
                let _ = writeln!(log, "{day},{hour}:00,,{stretch},{activity},,,,");
            }
        }
    }
    log
}

pub(crate) fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

pub(crate) const FOR_A_DOCTOR: &[(u64, &str)] = &[
    (44, "night-pain"),
    (29, "night-pain"),
    (13, "leg-pain"),
    (13, "night-pain"),
    (8, "daily-life"),
    (3, "bone-stress"),
];
pub(crate) const URGENT: &[(u64, &str)] = &[(20, "night-pain"), (1, "both-legs"), (0, "fever")];

/// Text of a note or a name, and how it is shown.
pub(crate) const HOSTILE: &[(&str, &str)] = &[
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("</bdi></dd></main><h1>x", "</bdi></dd></main><h1>x"),
    ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ("\" onload=\"alert(1)", "\" onload=\"alert(1)"),
    ("' & &lt; &#60; &amp;", "' & &lt; &#60; &amp;"),
    ("<!-- --> ]]> <?php", "<!-- --> ]]> <?php"),
    ("</title><style>*{display:none}", "</title><style>*{display:none}"),
    ("=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")"),
    ("`backcare undo`", "`backcare undo`"),
    ("{{ x }} ${x} %s", "{{ x }} ${x} %s"),
    ("a\u{1b}[31m\u{7}b", "a\\u{1b}[31m\\u{7}b"),
    ("x\u{202e}evil\u{2066}", "x\\u{202e}evil\\u{2066}"),
    ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
    ("שלום größer 膝 😀", "שלום größer 膝 😀"),
];

fn page(world: &World, options: &[&str]) -> String {
    world.ok(&[&["report", "--format", "html"], options].concat())
}

/// The text of a page, its title first, without its style, in lines.
pub(crate) fn text(page: &str) -> String {
    let (head, body) = page.split_once("</style>").unwrap();
    let title =
        head.split_once("<title>").map_or("", |(_, title)| title.split("</title>").next().unwrap());
    let body = format!("{title}\n{body}");
    let mut out = String::new();
    let mut rest = body.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if !matches!(name, "bdi" | "strong" | "span" | "code") {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The markup of a page, without any text.
fn markup(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()).collect()
}

#[test]
fn only_the_style_with_its_hash_is_let_in() {
    let world = World::new();
    world.with_log(busy(&[]));
    let page = page(&world, &[]);
    let (_, rest) = page.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    let hash = base64(&Sha256::digest(style));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    );
    assert!(
        page.contains(&format!("content=\"{policy}\"")),
        "the style has changed: write sha256-{hash} into src/report/html/mod.rs"
    );
    let lower = page.to_lowercase();
    for refused in [
        "<script", "<link", "<img", "<iframe", "<form", "<object", "href=", "src=", " style=",
        "@import", "url(", " onload", " onclick", "javascript:",
    ] {
        assert!(!lower.contains(refused), "{refused}");
    }
    // The only addresses are the drawings' name space.
    assert_eq!(
        page.matches("http").count() - page.matches("http-equiv").count(),
        page.matches("http://www.w3.org/2000/svg").count()
    );
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number =
            (0..3).fold(0u32, |sum, i| sum << 8 | u32::from(three.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            out.push(if i <= three.len() {
                char::from(SIGNS[(number >> (18 - 6 * i) & 63) as usize])
            } else {
                '='
            });
        }
    }
    out
}

#[test]
fn the_page_is_in_the_order_in_which_a_doctor_reads() {
    let world = World::new();
    world.with_log(busy(FOR_A_DOCTOR).replace(",,,\n", ",,,a note\n"));
    let shown = text(&page(&world, &["--name", " Ada Example ", "--notes"]));
    let parts = [
        "Back pain report of Ada Example, 22 Nov 2026",
        "Ada Example",
        "31 Aug to 22 Nov 2026",
        "bone-stress of 19 Nov and 3 more",
        "Pain lately",
        "Open sign",
        "worse with runs (19 Nov 2026); no visit noted",
        "Pain or tingling from the back down one leg (9 Nov 2026); no visit noted",
        "Pain at night or at rest that does not let up (9 Oct 2026, 24 Oct 2026 and 9 Nov 2026); \
         no visit noted",
        "not asked for",
        "5.3/10 in the week of",
        "11 weeks, since 31 Aug 2026",
        "running 27.1 km a week over the last two weeks; most 37.6 km, in the week of 21 Sep 2026",
        "hamstring 2 min, 7.0 days a week · hip-flexor 3 min, 2.3 days a week",
        "Your pain averaged",
        "Pain by day",
        "Week of",
        "a note",
        "[1,\u{a0}2]",
        "Farrar",
        "Not a diagnosis",
        "Do not wait",
    ];
    let mut rest = shown.as_str();
    for part in parts {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("{part:?} is not in, or too early\n{shown}"));
        rest = after;
    }
}

#[test]
fn an_urgent_page_begins_with_what_to_do() {
    let world = World::new();
    world.with_log(busy(URGENT));
    let shown = text(&page(&world, &[]));
    let (_, box_) = shown.split_once("\nGet emergency help now\n").unwrap();
    assert!(box_.trim().starts_with("Call your local emergency number"), "{shown}");
    assert!(!shown.contains("backcare"), "{shown}");
}

#[test]
fn the_course_and_the_answer_to_the_urgent_signs_have_their_days() {
    let world = World::new();
    let mut log = String::from("date,pain,seen,tags,urgent_signs\n");
    for back in (0..90u64).rev() {
        let pain = if (20..50).contains(&back) { 2 } else { 6 };
        let rest = match back {
            30 => "2026-10-22,physio,none",
            5 => ",physio,",
            _ => ",,",
        };
        let _ = writeln!(log, "{},{pain},{rest}", today() - chrono::Days::new(back));
    }
    world.with_log(&log);
    let shown = text(&page(&world, &[]));
    for part in [
        "none recorded in this episode; that rules none out",
        "asked for on 23 Oct 2026: none",
        "2.0/10 in the week of",
        "eased by 11 Oct 2026; seen on 22 Oct 2026; back since 3 Nov 2026",
        "physio on 2 days",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    world.with_log(log + "2026-11-22,,,,\ndate\n" + "2026-11-22,6,,,\n");
    world.ok(&["log", "--symptom", "fever"]);
    let shown = text(&page(&world, &[]));
    assert!(shown.contains("recorded, see above"), "{shown}");
    assert!(shown.contains("Fever, chills, feeling very unwell (22 Nov 2026); no visit noted"));
    assert!(shown.contains("1 row unread"), "{shown}");
}

#[test]
fn runs_without_a_distance_are_not_told_as_no_running() {
    let rows = "date,pain,activity,activity_minutes,distance_km\n2026-10-01,5,run,45,8\n";
    for (row, said) in [
        ("2026-11-20,5,,,\n", "no running recorded in the last two weeks; most 8.0 km"),
        ("2026-11-20,5,run,45,\n", "running in the last weeks without a distance noted; most 8.0"),
        ("2026-11-20,5,run,45,8\n", "running 4.0 km a week over the last two weeks"),
    ] {
        let world = World::new();
        world.with_log(format!("{rows}{row}"));
        let shown = text(&page(&world, &[]));
        assert!(shown.contains(said), "{shown}");
    }
}

#[test]
fn name_and_notes_are_in_it_only_when_asked_for() {
    let world = World::new();
    world.with_log(format!(
        "{HEADER}2026-08-01,,4,,,,,,,,,too old\n2026-11-20,,4,,,,,,,,,note-two\n2026-11-19,,4,,,,,,,,,note-one\n2026-11-21,,4,,,,,,,,,\n"
    ));
    let before = world.log();
    let bare = text(&page(&world, &[]));
    assert!(!bare.contains("note-") && !bare.contains("Notes") && !bare.contains("\nName\n"));
    let full = text(&page(&world, &["--notes", "--name", "Ada"]));
    let (first, second) = (full.find("note-one").unwrap(), full.find("note-two").unwrap());
    assert!(first < second && !full.contains("too old"), "{full}");
    assert_eq!(world.log(), before);
    assert!(!world.path("config").exists(), "a name is stored nowhere");
    let none = text(&page(&world, &["--notes", "--weeks", "0", "--since", "today"][..1]));
    assert!(none.contains("Notes"));
    world.with_log("date,pain\n2026-11-20,4\n");
    assert!(text(&page(&world, &["--notes"])).contains("None was written"));
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let world = World::new();
    let with = |note: &str, name: &str| {
        let quoted = note.replace('"', "\"\"");
        world.with_log(format!("{HEADER}2026-11-21,,4,,,,,,,,,\"{quoted}\"\n"));
        page(&world, &["--notes", "--name", name])
    };
    let plain = with("stiff", "Ada");
    for (hostile, shown) in HOSTILE {
        let page = with(hostile, hostile);
        assert_eq!(markup(&page), markup(&plain), "{hostile:?}");
        let text = text(&page);
        assert_eq!(text.matches(shown).count(), 3, "{hostile:?}\n{text}");
        let is_safe =
            |c: char| c == '\n' || !c.is_control() && !('\u{202a}'..='\u{202e}').contains(&c);
        assert!(page.chars().all(is_safe), "{hostile:?}");
    }
}

/// A word of an activity is the log's, too.
#[test]
fn a_hostile_word_is_shown_in_the_weeks() {
    let world = World::new();
    world.with_log(format!("{HEADER}2026-11-21,,4,,,<b>\u{202e}x,,,,,,\n"));
    let page = page(&world, &[]);
    assert!(!page.contains("<b>") && !page.contains('\u{202e}'));
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let world = World::new();
    let log = world.with_log(busy(&[]));
    let before = fs::read(&log).unwrap();
    for (args, said) in [
        (&["--format", "text", "--name", "Ada"][..], "--format html"),
        (&["--name", "Ada"], "--format html"),
        (&["--format", "json", "--notes"], "--format html"),
        (&["--format", "svg", "--open"], "--format html"),
        (&["--format", "svg", "--name", "Ada"], "--format html"),
        (&["--format", "html", "--name", " "], "--name is empty"),
        (&["--format", "html", "--open", "-o", "-"], "writes none"),
        (&["--format", "html", "-o", log.to_str().unwrap()], "is the log itself"),
    ] {
        let stderr = world.refused(&[&["report"], args].concat());
        assert!(stderr.contains(said), "{args:?}: {stderr}");
    }
    assert_eq!(fs::read(&log).unwrap(), before);
}

#[test]
fn a_page_of_an_empty_log_is_a_page() {
    let world = World::new();
    for args in [&["--format", "html"][..], &["--format", "svg"]] {
        let shown = world.ok(&[&["report"], args].concat());
        assert!(shown.starts_with('<') && shown.ends_with(">\n"), "{shown}");
    }
    assert!(page(&world, &[]).contains("Nothing is logged yet"));
}

#[test]
fn the_same_log_gives_the_same_bytes() {
    let mut world = World::new();
    world.with_log(busy(URGENT));
    for format in ["html", "svg"] {
        let args = ["report", "--format", format, "--as-of", "2026-11-22"];
        let first = world.ok(&args);
        world.at("2026-12-24T12:00").var("COLUMNS", "200");
        assert_eq!(world.ok(&args), first, "{format}");
    }
}

/// The desktop's opener is stood in for by a script that names its argument.
#[cfg(target_os = "linux")]
#[test]
fn open_shows_the_file_and_keeps_it_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let mut world = World::new();
    world.with_log(busy(&[]));
    let (folder, pipe, aside) = (world.path("bin"), world.path("pipe"), world.path("aside"));
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(&aside).unwrap();
    let opener = folder.join("xdg-open");
    fs::write(&opener, format!("#!/bin/sh\nprintf %s \"$1\" > {}\n", pipe.display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let path = format!("{}:/usr/bin:/bin", folder.display());
    world.var("PATH", &path).var("TMPDIR", aside.to_str().unwrap());

    let ran = world.run(&["report", "--format", "html", "--open"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "{ran}");
    assert!(ran.stderr.contains("until you delete it"), "{ran}");
    let shown = PathBuf::from(fs::read_to_string(&pipe).unwrap());
    assert!(shown.starts_with(&aside), "{}", shown.display());
    assert_eq!(fs::read_to_string(&shown).unwrap(), page(&world, &[]));
    let mode = fs::metadata(&shown).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let named = world.path("mine.html");
    let args = ["report", "--format", "html", "--open", "-o", named.to_str().unwrap()];
    assert_eq!(world.run(&args).stderr, "");
    assert_eq!(fs::read_to_string(&pipe).unwrap(), named.to_str().unwrap());
    assert_eq!(fs::read_dir(&aside).unwrap().count(), 1);
}

#[test]
fn visits_are_marked_in_the_chart() {
    let world = World::new();
    world.with_log("date,pain,seen\n2026-11-01,5,\n2026-11-09,,2026-11-05\n2026-11-20,5,\n");
    let page = page(&world, &[]);
    // One in the legend, one on its day, in each of two drawings.
    assert_eq!(page.matches("class=\"visit\"").count(), 4, "{page}");
    assert!(text(&page).contains("5 Nov 2026\n"), "its day is in the table");
    let shown = world.ok(&["report"]);
    assert!(shown.contains("Signs") && shown.contains("v: visit"), "{shown}");
}

#[test]
fn what_was_tried_on_a_few_days_is_counted_and_not_named() {
    let mut log = String::from("date,pain,stretch,activity\n");
    for back in (0..40u64).rev() {
        let done = match back {
            30 | 20 => "plank,yoga",
            10..15 => "calf,",
            _ => ",",
        };
        let _ = writeln!(log, "{},{},{done}", today() - chrono::Days::new(back), 4 + back % 2);
    }
    let world = World::new();
    world.with_log(&log);
    let shown = text(&page(&world, &[]));
    assert!(shown.contains("calf 0.9 days a week · +2 more"), "{shown}");
    // The log began after the period that was asked for.
    assert!(shown.contains("14 Oct to 22 Nov 2026") && !shown.contains("31 Aug"), "{shown}");
}

#[test]
fn a_rise_has_its_sign() {
    let world = World::new();
    let mut log = String::from("date,pain\n");
    for back in (0..40u64).rev() {
        let _ = writeln!(log, "{},{}", today() - chrono::Days::new(back), 4 + u8::from(back < 14));
    }
    world.with_log(log);
    let shown = text(&page(&world, &[]));
    assert!(shown.contains("+25%, eased at"), "{shown}");
}

#[test]
fn an_open_sign_has_the_days_since_the_visit_and_the_answer_its_day() {
    let world = World::new();
    world.with_log(
        "date,pain,symptoms,seen,urgent_signs\n2026-11-10,5,fever,,\n2026-11-12,5,,2026-11-12,\n\
         2026-11-20,5,fever,,\n2026-11-21,5,,,none\n",
    );
    let shown = text(&page(&world, &[]));
    for part in [
        "Fever, chills, feeling very unwell (20 Nov 2026); no visit noted",
        "Fever, chills, feeling very unwell (10 Nov 2026)",
        "recorded, see above; asked for on 21 Nov 2026: none",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
}
