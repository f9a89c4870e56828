//! The doctor's page and its chart in a real browser: how they look is judged by
//! people, from the screenshots; that they are sound, here.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::html::{FOR_A_DOCTOR, HOSTILE, URGENT, busy, today};
use crate::harness::{HEADER, World};
use crate::tools;

/// Pages for the browser, each with its name. Those that begin with `one` are
/// twelve weeks of daily entries, and must fit on one sheet.
fn pages(world: &World, folder: &Path) {
    let mut eased = busy(&[]);
    for back in 0..28u64 {
        let day = today() - chrono::Days::new(back);
        for pain in 4..8 {
            eased = eased.replace(&format!("{day},07:30,{pain},"), &format!("{day},07:30,1,"));
        }
    }
    let notes = HOSTILE.iter().fold(String::new(), |rows, (note, _)| {
        rows + "2026-11-21,,4,,,,,,,,,\"" + &note.replace('"', "\"\"") + "\"\n"
    });
    let named = &["--name", "Ada Example"][..];
    for (name, log, options) in [
        ("one-consult", busy(FOR_A_DOCTOR), named),
        ("one-urgent", busy(URGENT), named),
        ("one-plain", busy(&[]), named),
        ("one-eased", eased, named),
        ("hostile", format!("{HEADER}{notes}"), &["--notes", "--name", "<b>\u{202e}\"x"][..]),
        ("short", format!("{HEADER}2026-11-21,,4,,,,,,,,,\n"), &[]),
        ("empty", HEADER.to_owned(), &["--notes"]),
        (
            "gaps",
            format!("{HEADER}2026-09-01,,4,,,,,,,,,\n2026-11-21,,6,,,,,,fever,,,\n"),
            &["--all"],
        ),
    ] {
        world.with_log(log);
        for format in ["html", "svg"] {
            let file = folder.join(format!("{name}.{format}"));
            let file = file.to_str().unwrap();
            let options = if format == "html" { options } else { &[] };
            world.ok(&[&["report", "--format", format, "-o", file], options].concat());
        }
    }
}

#[test]
#[ignore = "needs Node with puppeteer-core, and Chromium"]
fn pages_stand_in_a_real_browser() {
    let browser = tools::browser();
    let world = World::new();
    // Kept, so that a person can look at the screenshots.
    let folder = tools::folder().join("pages");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    pages(&world, &folder);
    let checked = Command::new(&browser.node)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/check_pages.mjs"))
        .args([&browser.tools, &browser.chromium, &folder])
        .output()
        .unwrap();
    let (out, err) =
        (String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
    assert!(checked.status.success(), "{err}");
    let found: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (drawings, pages): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|found| found["root"].is_string());
    assert_eq!((pages.len(), drawings.len()), (8, 8));
    for found in pages {
        let name = found["name"].as_str().unwrap();
        for list in ["axe", "html", "requests", "console", "wide", "fetched"] {
            let wrong = found[list].as_array().unwrap();
            assert!(wrong.is_empty(), "{name}: {list}: {wrong:#?}");
        }
        assert_eq!(found["styled"], true, "{name}");
        assert_eq!(found["scripts"], 0, "{name}");
        if name.starts_with("one") {
            assert_eq!(found["pages"]["a4"], 1, "{name}");
            assert_eq!(found["pages"]["letter"], 1, "{name}");
        }
        if name == "hostile" {
            let text = found["text"].as_str().unwrap();
            for (_, shown) in HOSTILE {
                assert!(text.contains(shown), "{shown:?}\n{text}");
            }
        }
    }
    for found in drawings {
        assert_eq!(found["root"], "svg", "{found}");
        assert_eq!(found["wrong"], 0, "{found}");
        for list in ["requests", "outside"] {
            assert_eq!(found[list].as_array().unwrap().len(), 0, "{found:#}");
        }
        assert!(found["title"].as_str().unwrap().starts_with("Pain by day"));
        assert!(found["description"].as_str().unwrap().len() > 60);
    }
}

#[test]
#[ignore = "needs rsvg-convert"]
fn the_drawing_stands_alone_in_another_reader() {
    tools::need("rsvg-convert");
    let world = World::new();
    world.with_log(busy(URGENT));
    let (svg, png) = (world.path("chart.svg"), world.path("chart.png"));
    world.ok(&["report", "--format", "svg", "-o", svg.to_str().unwrap()]);
    let ran = Command::new("rsvg-convert").args([&svg, Path::new("-o"), &png]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(fs::metadata(&png).unwrap().len() > 5_000);
}
