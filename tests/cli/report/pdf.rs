//! `backcare report --format pdf`, read by poppler's programs.
#![cfg(feature = "pdf")]

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::harness::{HEADER, World};
use crate::tools;

/// Twelve weeks of daily entries, with symptoms and notes.
fn diary() -> String {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut log = HEADER.to_owned();
    for back in (0..84u64).rev() {
        let day = today - chrono::Days::new(back);
        let pain = 4 + (back * 7 % 3);
        let symptom = match back {
            40 | 22 | 9 => "night-pain",
            30 | 12 => "leg-pain",
            6 => "bone-stress",
            _ => "",
        };
        let _ = writeln!(
            log,
            "{day},07:30,{pain},hamstring,2.5,run,{},{}.3,{symptom},,,walked {back} steps",
            20 + back % 9,
            3 + back % 4
        );
        let _ = writeln!(log, "{day},20:00,,hip-flexor,5,swim,30,1,,,,");
    }
    log
}

/// What a program says of a file.
fn ask(program: &str, args: &[&str], file: &std::path::Path) -> String {
    tools::need(program);
    let output = Command::new(program)
        .args(args)
        .arg(file)
        .args((program == "pdftotext").then_some("-"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(output.stderr, b"", "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The report of `log` in a file.
fn pdf(log: &str, args: &[&str]) -> (World, std::path::PathBuf) {
    let world = World::new();
    world.with_log(log);
    let file = world.path("report.pdf");
    let mut all = vec!["report", "--format", "pdf", "-o", "report.pdf"];
    all.extend(args);
    let ran = world.run(&all);
    assert_eq!(ran.code, Some(0), "{ran}");
    (world, file)
}

fn text(file: &std::path::Path) -> String {
    let text = ask("pdftotext", &["-layout", "-nopgbrk"], file);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn a_search_finds_the_verdict_and_every_number() {
    let (world, file) = pdf(&diary(), &[]);
    let text = text(&file);
    let json: Value = serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
    let verdict = &json["verdict"];
    let mut numbers = vec![verdict["headline"].as_str().unwrap().to_owned()];
    let decimal = |value: &Value| format!("{:.1}", value.as_f64().unwrap());
    for window in ["baseline", "recent"] {
        let it = &verdict[window];
        numbers.push(format!("{}/10", decimal(&it["mean"])));
        numbers.push(format!("{} days", it["days"]));
    }
    numbers.push(format!("{:+.1} points", verdict["change"].as_f64().unwrap()));
    numbers.push(format!("{:.0}%", verdict["change_percent"].as_f64().unwrap()));
    numbers.push(format!("eased at {} or below", decimal(&verdict["eased_at"])));
    numbers.push(format!("day {}", verdict["episode"]["elapsed_days"].as_i64().unwrap() + 1));
    numbers.push(format!("{} rows", json["log"]["rows"]));
    numbers.push("Pain at night or at rest that does not let up (13 Oct 2026".to_owned());
    numbers.push("Urgent signs not asked for".to_owned());
    numbers.push("hamstring 2.5 min, 7.0 days a week".to_owned());
    for week in json["weeks"].as_array().unwrap() {
        let (pain, stretch) = (&week["pain"], &week["stretch"]);
        let run = &week["activities"]["run"];
        let swim = &week["activities"]["swim"];
        numbers.push(format!(
            "{} {} {} {} {} {} swim {}x",
            decimal(&pain["mean"]),
            pain["days"],
            stretch["sessions"],
            stretch["days"],
            run["sessions"],
            decimal(&run["distance_km"]),
            swim["sessions"],
        ));
    }
    for number in numbers {
        assert!(text.contains(&number), "{number:?} in\n{text}");
    }
    assert!(!text.contains("steps"), "notes that nobody asked for\n{text}");
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn twelve_weeks_are_one_page_of_either_paper() {
    for (args, size) in [
        (&[][..], "595.276 x 841.89 pts (A4)"),
        (&["--paper", "letter"][..], "612 x 792 pts (letter)"),
    ] {
        let (_world, file) = pdf(&diary(), args);
        let info = ask("pdfinfo", &[], &file);
        let value = |name: &str| {
            info.lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap_or_else(|| panic!("{name} in\n{info}"))
                .trim()
        };
        assert_eq!(value("Pages:"), "1");
        assert_eq!(value("Page size:"), size);
        assert_eq!(value("Title:"), "Back pain report, 22 Nov 2026");
        assert_eq!(value("Tagged:"), "yes");
        assert!(!info.contains("CreationDate"), "{info}");
    }
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn the_fonts_are_in_the_file_and_its_language_is_said() {
    let (_world, file) = pdf(&diary(), &[]);
    let bytes = std::fs::read(&file).unwrap();
    let plain = String::from_utf8_lossy(&bytes);
    assert!(plain.contains("/Lang(en)") || plain.contains("/Lang (en)"));
    let fonts = ask("pdffonts", &[], &file);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{fonts:?}");
    for font in fonts {
        let words: Vec<&str> = font.split_whitespace().collect();
        let [.., embedded, subset, unicode, _, _] = words.as_slice() else {
            panic!("{font}");
        };
        assert_eq!([*embedded, *subset, *unicode], ["yes"; 3], "{font}");
        assert!(font.contains("NotoSans"), "{font}");
    }
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn the_tags_follow_the_page() {
    let (_world, file) = pdf(&diary(), &[]);
    let tree = ask("pdfinfo", &["-struct"], &file);
    for tag in ["Document", "H1", "H2", "Figure", "Table", "TR", "TH", "TD"] {
        assert!(
            tree.lines()
                .any(|line| line.trim().trim_end_matches(':').split(' ').next() == Some(tag)),
            "{tag} in\n{tree}"
        );
    }
}

#[test]
fn the_same_log_gives_the_same_bytes() {
    let args = ["--notes", "--name", "Anna Beispiel"];
    let [once, again] = [(); 2].map(|()| {
        let (_world, file) = pdf(&diary(), &args);
        std::fs::read(file).unwrap()
    });
    assert!(once == again);
    assert!(once.starts_with(b"%PDF-1.7"));
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn a_hostile_note_and_name_are_only_text() {
    let mut log = diary();
    for note in [
        "\"(esc) Tj ET\u{1b}[31m \\\\ <script>\u{202e}gnirts) endstream endobj\"",
        "膝が痛い 😀 e\u{301}",
        "`tick` % <</Type/Catalog>>",
    ] {
        let _ = writeln!(log, "2026-11-22,,,,,,,,,,,{note}");
    }
    let _ = writeln!(log, "2026-11-22,,,,,,,,,,,{}", "x".repeat(5000));
    let world = World::new();
    world.with_log(&log);
    let name = "Zoë \u{202e}(Ω) \u{7}山田 ".to_owned() + &"long ".repeat(80);
    let ran =
        world.run(&["report", "--format", "pdf", "--notes", "--name", &name, "-o", "report.pdf"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(ran.stderr.contains("a box stands for each"), "{ran}");
    assert!(ran.stderr.contains('山'), "{ran}");
    let text = text(&world.path("report.pdf"));
    for said in [
        "Zoë \\u{202e}(Ω) \\u{7}山田 long",
        "(esc) Tj ET\\u{1b}[31m",
        "<script>\\u{202e}gnirts) endstream endobj",
        "膝が痛い 😀",
        "`tick` % <</Type/Catalog>>",
        "walked 83 steps",
        "walked 0 steps",
    ] {
        assert!(text.contains(said), "{said:?} in\n{text}");
    }
    assert_eq!(text.matches('x').count() / 1000, 5, "a long word is cut, not lost");
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn logs_of_all_sizes_have_a_page() {
    let emergency = diary() + "2026-11-22,08:00,9,,,,,,saddle-numbness;fever,,,\n";
    for (log, said) in [
        (HEADER.to_owned(), "Nothing is logged yet"),
        (format!("{HEADER}2026-11-22,07:30,4,,,,,,,,,\n"), "4.0"),
        (emergency, "Get emergency help now"),
    ] {
        for args in [&["--all"][..], &["--weeks", "1"], &["--weeks", "300"]] {
            let (_world, file) = pdf(&log, args);
            let text = text(&file);
            assert!(text.contains(said), "{said} in\n{text}");
            assert!(text.contains("Not a diagnosis"), "{text}");
        }
    }
}

#[test]
#[ignore = "needs pdftotext, pdfinfo and pdffonts"]
fn miles_are_said_as_miles() {
    let world = World::new();
    world.with_log(diary());
    world.with_config("distance_unit = \"mi\"\n");
    world.ok(&["report", "--format", "pdf", "-o", "report.pdf"]);
    let text = text(&world.path("report.pdf"));
    assert!(text.contains("Miles run a day"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_terminal_is_spared_the_bytes() {
    let world = World::new();
    world.with_log(diary());
    let command = world.command(&["report", "--format", "pdf"]);
    let (code, shown) = crate::terminal::Terminal::start(command, 80, 24).end();
    assert_eq!(code, Ok(2), "{shown}");
    assert!(shown.contains("-o report.pdf"), "{shown}");
    assert!(!shown.contains("%PDF"), "{shown}");
}

#[test]
fn a_pipe_takes_the_pdf_and_options_have_their_place() {
    let world = World::new();
    world.with_log(diary());
    let output =
        world.command(&["report", "--format", "pdf"]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.starts_with(b"%PDF-"));
    assert!(output.stdout.ends_with(b"%%EOF"));
    let said = world.refused(&["report", "--paper", "letter"]);
    assert!(said.contains("--paper goes with --format pdf"), "{said}");
    let said = world.refused(&["report", "--format", "pdf", "--paper", "a5"]);
    assert!(said.contains("letter"), "{said}");
    let said = world.refused(&["report", "--format", "text", "--name", "A"]);
    assert!(said.contains("html or pdf"), "{said}");
}
