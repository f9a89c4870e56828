//! What the log holds in the wrong place, or not as `log` would write it: nothing of it is
//! forgotten because something was logged.

use crate::harness::World;

const LEVEL: &str = "date,pain level,note\n2026-11-20,8,\n2026-11-21,8,\n2026-11-22,9,\n";

#[test]
fn no_column_is_added_beside_one_that_looks_like_it() {
    let world = World::new();
    for (header, args, name, meant) in [
        (LEVEL, &["log", "1"][..], "pain level", "pain"),
        ("date,pain,Symptome\n", &["log", "--symptom", "fever"], "Symptome", "symptoms"),
        ("date,pain,notes\n", &["log", "1", "-n", "x"], "notes", "note"),
    ] {
        world.with_log(header);
        let stderr = world.run(args).stderr;
        let looks = format!("the column \"{name}\" looks like {meant}");
        assert!(stderr.contains(&looks), "{stderr}");
        assert!(stderr.contains(&format!("rename it to {meant} in the first line")), "{stderr}");
        assert_eq!(world.run(args).code, Some(2));
        assert_eq!(world.log(), header);
    }
    // What needs no such column is recorded.
    world.with_log("date,pain,notes\n");
    world.ok(&["log", "1"]);
}

#[test]
fn a_column_beside_the_known_one_is_named_where_it_holds_text() {
    for (log, name, is_calm) in [
        (LEVEL.replace("note\n", "pain\n"), "pain level", false),
        ("date,pain,Symptome\n2026-11-22,1,fever\n".to_owned(), "Symptome", false),
        ("date,pain,symptoms,Symptome\n2026-11-22,1,,x\n".to_owned(), "Symptome", false),
        ("date,pain,note,notes\n2026-11-22,1,,old\n".to_owned(), "notes", true),
        ("date,pain,pain place\n2026-11-22,1,left\n".to_owned(), "", true),
        ("date,pain,note,notes\n2026-11-22,1,new,\n".to_owned(), "", true),
    ] {
        let world = World::new();
        world.with_log(&log);
        world.ok(&["log", "1"]);
        let (status, report) = (world.ok(&["status"]), world.ok(&["report"]));
        let check = world.run(&["check"]).stdout;
        assert_eq!(status.contains("1 column unread"), !name.is_empty(), "{log}{status}");
        assert_eq!(check.contains("is not read; did you mean"), !name.is_empty(), "{log}{check}");
        assert!(name.is_empty() || report.contains(&format!("column {name} is not read")));
        assert_eq!(report.starts_with("Little or no pain"), is_calm, "{log}{report}");
    }
}

#[test]
fn text_in_a_column_like_the_symptoms_may_be_an_urgent_sign() {
    let world = World::new();
    world.with_log("date,pain,Symptome\n2026-06-01,1,\n2026-11-22,1,taub\n");
    assert_eq!(world.run(&["status", "--exit-code"]).code, Some(1));
    assert!(world.ok(&["status"]).contains("An unread entry may be an urgent sign"));
    world.with_log("date,pain,Symptome\n2026-11-22,1,saddle-numbness\n");
    assert!(world.ok(&["status"]).contains("An unread entry may mean saddle-numbness"));
}

#[test]
fn an_answer_that_is_not_none_may_be_an_urgent_sign() {
    let world = World::new();
    for (answer, may_be) in [("yes", true), ("two of them", true), ("none", false), ("", false)] {
        world.with_log(format!("date,pain,urgent_signs\n2026-11-22,1,{answer}\n"));
        let ran = world.run(&["status", "--exit-code"]);
        assert_eq!(ran.code, Some(i32::from(may_be)), "{answer}\n{ran}");
        assert_eq!(ran.stdout.contains("may be an urgent sign"), may_be, "{answer}\n{ran}");
        // Nor does a stretch begin, or its plan stand, over it without a word.
        if may_be {
            let stderr = world.refused(&["stretch"]);
            assert!(stderr.contains("may be an urgent sign"), "{stderr}");
        }
        let plan = world.run(&["stretch", "--dry-run"]).stderr;
        assert_eq!(plan.contains("may be an urgent sign"), may_be, "{answer}\n{plan}");
    }
}

#[test]
fn the_page_for_a_doctor_says_that_something_unread_may_be_a_sign() {
    let world = World::new();
    world.with_log("date,pain,symptoms\n2026-11-22,1,crotch numb\n");
    let page = world.ok(&["report", "--format", "html"]);
    assert!(page.contains("An entry that could not be read may be an urgent sign."), "{page}");
    assert!(page.contains("none that could be read; what could not may be one"), "{page}");
}

#[test]
fn the_name_of_an_urgent_sign_is_seen_in_other_columns() {
    for row in [
        "2,leg-pain,saddle-numbness,,,",
        "2,,,saddle-numbness,,",
        "2,,,,Saddle Numbness,",
        "2,,,,,saddle-numbness",
    ] {
        let world = World::new();
        world
            .with_log(format!("date,pain,symptoms,note,stretch,activity,tags\n2026-11-22,{row}\n"));
        let ran = world.run(&["status", "--exit-code"]);
        assert!(ran.stdout.contains("An unread entry may mean saddle-numbness"), "{row}\n{ran}");
        assert_eq!(ran.code, Some(1), "{row}\n{ran}");
        let check = world.run(&["check"]);
        assert!(check.stdout.contains("is the name of an urgent sign"), "{row}\n{check}");
        assert!(!check.stdout.contains(" -> "), "{check}");
    }
    // Of a sign that can wait it is an ordinary word.
    let world = World::new();
    world.with_log("date,pain,note\n2026-11-22,2,leg-pain\n");
    assert!(!world.run(&["check"]).stdout.contains("leg-pain"));
    assert!(!world.ok(&["status"]).contains("unread"));
}

#[test]
fn a_note_that_names_an_urgent_sign_says_what_to_do() {
    for note in ["numb between my legs, cant pee", "saddle-numbness"] {
        let world = World::new();
        let shown = world.ok(&["log", "5", "-n", note]);
        assert!(shown.contains("Does your note mean saddle-numbness: numb, or"), "{shown}");
        assert!(shown.contains("backcare tips urgent"), "{shown}");
    }
    let world = World::new();
    assert!(!world.ok(&["log", "5", "-n", "stiff, no fever"]).contains("tips urgent"));
}

#[test]
fn the_name_of_an_urgent_sign_in_another_place_is_asked_about_at_once() {
    for args in [&["3", "--tag", "fever"][..], &["3", "-a", "chest pain"], &["-s", "fever"]] {
        let world = World::new();
        world.with_log("date,pain,stretch,activity\n2026-11-20,3,,\n");
        let said = world.ok(&[&["log"], args].concat());
        assert!(said.contains("backcare tips urgent"), "{args:?}: {said}");
        // The last line is what status says.
        let headline = said.trim_end().lines().last().unwrap().replace(" (backcare report)", "");
        assert!(world.ok(&["status"]).contains(&headline), "{args:?}: {said}");
    }
    let mut world = World::new();
    world.ok(&["log", "3", "--tag", "fever"]);
    world.at("2026-11-23T07:30").ok(&["log", "3", "--symptom", "leg-pain"]);
    // A later look at the signs answers it, in log as in status.
    let said = world.at("2026-11-24T07:30").ok(&["log", "3", "--no-signs"]);
    assert!(!said.contains("may mean"), "{said}");
    assert!(!world.ok(&["status"]).contains("may mean"));
}
