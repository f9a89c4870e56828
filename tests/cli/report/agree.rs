//! Every format of the report says the same: its numbers are those of its JSON.

use serde_json::Value;

use super::html::{busy, text};
use crate::harness::{HEADER, World};

/// Logs that end in different verdicts, with everything recorded and with little.
fn logs() -> Vec<String> {
    vec![
        busy(&[(13, "leg-pain"), (3, "night-pain")]),
        busy(&[(0, "fever")]),
        busy(&[]).replace(",4,hamstring", ",0,hamstring"),
        format!("{HEADER}2026-11-20,,3,,,,,,,2026-10-01,,\n2026-11-21,,4,calf,,run,,5,,,,\n"),
    ]
}

/// One decimal, as every format for people has it.
fn decimal(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(|| "-".to_owned(), |value| format!("{value:.1}").replace("-0.0", "0.0"))
}

fn amount(value: &Value) -> String {
    let text = decimal(value);
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A week as its row shows it: pain, stretching, running.
fn row(week: &Value) -> Vec<String> {
    let (pain, stretch, run) = (&week["pain"], &week["stretch"], &week["activities"]["run"]);
    vec![
        decimal(&pain["mean"]),
        amount(&pain["days"]),
        amount(&stretch["sessions"]),
        amount(&stretch["days"]),
        amount(&run["sessions"]),
        decimal(&run["distance_km"]),
    ]
}

/// The weeks since the log began, as every table shows them.
fn weeks(json: &Value) -> Vec<&Value> {
    let first = json["log"]["first"].as_str().unwrap();
    json["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|week| week["end"].as_str().unwrap() >= first)
        .collect()
}

/// What is said with commands and spaces made alike.
fn plain(text: &str) -> String {
    let bare: String = text
        .chars()
        .filter(|c| *c != '`')
        .map(|c| if "|\u{a0}".contains(c) { ' ' } else { c })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell without the mark of a run that was longer than those before.
fn number(cell: &str) -> String {
    cell.trim().trim_start_matches('^').to_owned()
}

fn rows_of_text(shown: &str) -> Vec<Vec<String>> {
    let (_, table) = shown.split_once("Week of").unwrap();
    table
        .lines()
        .skip(2)
        .take_while(|line| !line.is_empty())
        // The first two words are the date.
        .map(|line| line.split_whitespace().skip(2).take(6).map(number).collect())
        .collect()
}

fn rows_of_markdown(shown: &str) -> Vec<Vec<String>> {
    let (_, table) = shown.split_once("| Week of").unwrap();
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.split('|').skip(2).take(6).map(number).collect())
        .collect()
}

/// The rows of the tables of a page whose head begins with `head`.
fn rows_of_page(page: &str, head: &str) -> Vec<Vec<String>> {
    let (_, table) = page.split_once(&format!("{head}</th>")).unwrap();
    let (_, body) = table.split_once("<tbody>").unwrap();
    let (body, _) = body.split_once("</tbody>").unwrap();
    body.split("<tr>")
        .skip(1)
        .map(|row| {
            row.split("<td")
                .skip(1)
                .map(|cell| {
                    let whole = format!("</style><td{cell}");
                    number(&text(&whole))
                })
                .collect()
        })
        .collect()
}

#[test]
fn every_format_has_the_numbers_of_the_json() {
    for log in logs() {
        let mut world = World::new();
        world.with_log(log);
        world.var("COLUMNS", "200");
        let shown = |format: &str| world.ok(&["report", "--format", format]);
        let json: Value = serde_json::from_str(&shown("json")).unwrap();
        let plain_text = world.ok(&["report", "--table"]);
        let (markdown, page) = (shown("markdown"), shown("html"));

        let weeks = weeks(&json);
        let expected: Vec<Vec<String>> = weeks.iter().map(|week| row(week)).collect();
        assert_eq!(rows_of_text(&plain_text), expected);
        assert_eq!(rows_of_markdown(&markdown), expected);
        let cells: Vec<Vec<String>> = rows_of_page(&page, "Week of")
            .into_iter()
            .map(|row| row.into_iter().take(6).collect())
            .collect();
        assert_eq!(cells, expected);

        let verdict = &json["verdict"];
        for (format, shown) in [
            ("text", plain(&plain_text)),
            ("markdown", plain(&markdown)),
            ("html", plain(&text(&page))),
        ] {
            let headline = verdict["headline"].as_str().unwrap();
            assert!(shown.contains(headline), "{format}: {headline}\n{shown}");
            // The page tells a doctor what was found, and the user nothing.
            let is_page = format == "html";
            assert!(!is_page || !shown.contains("backcare"), "{shown}");
            let explanation = verdict["explanation"].as_str().unwrap();
            for said in explanation
                .split(". ")
                .filter(|said| !is_page || said.contains("averaged") && !said.contains('`'))
            {
                assert!(shown.contains(&plain(said)), "{format}: {said}\n{shown}");
            }
            let trend = &json["trend"];
            // One answer: none where pain has eased.
            let has_eased = matches!(verdict["status"].as_str().unwrap(), "easing" | "pain-free");
            assert!(!has_eased || !shown.contains("with pain logged"), "{format}: {shown}");
            if let Some(slope) = trend["slope_per_week"].as_f64()
                && !has_eased
                && !is_page
            {
                let course = match format!("{:.1}", slope.abs()).as_str() {
                    "0.0" => "level over the last".to_owned(),
                    slope => format!("ing by {slope} points a week over the last"),
                };
                assert!(shown.contains(&course), "{format}: {course}");
                let days = format!("days, {} of them with pain logged", trend["days"]);
                assert!(shown.contains(&days), "{format}: {days}");
            }
            let rows = format!("{} row", json["log"]["rows"]);
            assert!(shown.contains(&rows), "{format}: {rows}");
        }
        numbers_of_the_page(&page, verdict);
        days_of_the_page(&page, &json);
    }
}

/// The large numbers beneath the headline.
fn numbers_of_the_page(page: &str, verdict: &Value) {
    let values: Vec<&str> = page
        .split("<dd class=\"value\"><strong>")
        .skip(1)
        .map(|value| value.split("</strong>").next().unwrap())
        .collect();
    let mut expected = Vec::new();
    for window in ["recent", "baseline"] {
        if verdict[window].is_object() {
            expected.push(decimal(&verdict[window]["mean"]));
        }
    }
    if let Some(change) = verdict["change"].as_f64() {
        let sign = if change > 0.05 { "+" } else { "" };
        expected.push(format!("{sign}{}", decimal(&verdict["change"])));
        let percent = verdict["change_percent"].as_f64().unwrap();
        assert!(page.contains(&format!("{percent:.0}%").replace("-0%", "0%")));
        if verdict["eased_at"].is_number() {
            let level = format!("eased at {} or below", decimal(&verdict["eased_at"]));
            assert_eq!(page.matches(&level).count(), 3, "{level}");
        }
    }
    if verdict["episode"].is_object() {
        let day = verdict["episode"]["elapsed_days"].as_i64().unwrap() + 1;
        expected.push(format!("day {day}"));
    }
    assert_eq!(values, expected);
}

/// The chart's table has every day on which anything was recorded.
fn days_of_the_page(page: &str, json: &Value) {
    let rows = rows_of_page(page, "7-day mean</th><th class=\" first\" scope=\"col\">Stretches");
    let days: Vec<&Value> = json["days"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|day| {
            day["readings"] != 0 || day["stretch_sessions"] != 0 || day["distance_km"].is_number()
        })
        .collect();
    assert_eq!(rows.len(), days.len());
    for (row, day) in rows.iter().zip(days) {
        assert_eq!(row[0], decimal(&day["pain"]), "{day}");
        assert_eq!(row[2], amount(&day["stretch_sessions"]), "{day}");
    }
}
