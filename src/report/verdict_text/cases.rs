//! Logs for every case of the rule, and what each must say.

use super::super::fixtures::{Log, falling, flat};
use crate::analysis::UnreadColumn;
use crate::domain::Symptom;

/// A case: its name, the log, status, headline, and texts that it must contain.
pub type Case = (&'static str, Log, &'static str, &'static str, &'static [&'static str]);

/// Every status and reason.
pub fn cases() -> Vec<Case> {
    let mut cases = that_can_wait();
    cases.extend(for_a_doctor());
    cases
}

/// Seven weeks with a run every five days, and strong pain so many days after each.
fn runs(after: u64) -> Log {
    (0..46).fold(Log::new(), |log, day| {
        let log = log.pain(day, if day % 5 == 3 - after { 7 } else { 0 });
        if day % 5 == 3 { log.activity(day, "trail-run", 8000) } else { log }
    })
}

fn eight_weeks() -> Log {
    Log::new().level(0..60, 5)
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn that_can_wait() -> Vec<Case> {
    vec![
        ("empty", Log::new(), "not-enough-data", "Nothing is logged yet", &["`backcare log 4`"]),
        (
            "rows without pain",
            Log::new().stretch(3, 7),
            "not-enough-data",
            "No pain is logged yet",
            &["from 0 (none) to 10"],
        ),
        (
            "began, and nothing since",
            Log::new().began(0, 35),
            "not-enough-data",
            "No pain is logged yet",
            &["this pain began on 18 Oct 2026"],
        ),
        (
            "began after the last reading",
            Log::new().pain(50, 0).began(0, 20),
            "not-enough-data",
            "Not enough data to tell",
            &[
                "this pain began on 2 Nov 2026; no reading has followed",
                "The log last said 0.0/10, on 3 Oct 2026 (50 days ago)",
            ],
        ),
        (
            "silence",
            Log::new().level(40..60, 5),
            "not-enough-data",
            "Not enough data to tell",
            &[
                "The log last said 5.0/10, on 13 Oct 2026 (40 days ago)",
                "a gap of four weeks or more",
                "`backcare log --began DATE`",
            ],
        ),
        (
            "too few lately",
            Log::new().level(20..60, 5).unreadable(1, 0),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &["1 row of the log could not be read and does not count"],
        ),
        (
            "two readings lately",
            Log::new().level(45..60, 5).pain(26, 1).pain(25, 3),
            "not-enough-data",
            "Too few readings lately to tell",
            &[
                "only 2 days with a reading, and 3 are needed",
                "The log last said 3.0/10, on 28 Oct 2026",
                "Pain for 8 weeks is by itself a reason to ask a doctor",
            ],
        ),
        (
            "a new pain",
            Log::new().level(0..10, 5),
            "early",
            "Too early to tell: day 10",
            &[
                "began on 13 Nov 2026 (9 days ago)",
                "judged first on 11 Dec 2026",
                "You need not wait for that day to ask. Most back pain falls in the first weeks",
            ],
        ),
        (
            "a new pain that is strong",
            Log::new().level(3..6, 5).level(0..3, 8),
            "early",
            "Strong pain: you need not wait to ask for help",
            &[
                "Pain this strong deserves help now: ask a doctor or pharmacist; you need not wait for 15 Dec 2026. This pain",
            ],
        ),
        (
            "a new pain with a sign that waits",
            Log::new().level(0..20, 5).symptom(15, Symptom::LegPain),
            "early",
            "leg-pain of 7 Nov: no visit noted; too early to tell: day 20",
            &[
                "On 7 Nov 2026 you recorded leg-pain: pain or tingling from the back down one leg; no visit is noted since. If it is still there, have it looked at. If you have been seen for it, note it: `backcare log --seen`. This pain",
            ],
        ),
        (
            "a new pain that is older",
            Log::new().level(0..10, 5).began(0, 20),
            "early",
            "Too early to tell: day 21",
            &[
                "began on 2 Nov 2026 (20 days ago), as you said",
                "judged first on 30 Nov 2026, and compared with its start from 11 Dec 2026",
            ],
        ),
        (
            "after a gap",
            Log::new().level(0..10, 5).level(50..60, 5),
            "early",
            "Too early to tell: day 10",
            &[
                "After a gap in the log of four weeks or more, this counts as a new episode",
                "`backcare log --began DATE`",
            ],
        ),
        (
            "no pain",
            Log::new().level(0..40, 0),
            "pain-free",
            "Little or no pain",
            &["hold 28 days with a reading", "The latest was 0.0/10, on 22 Nov 2026"],
        ),
        (
            "an episode that is over",
            Log::new().level(28..60, 6).level(0..28, 0),
            "pain-free",
            "Four quiet weeks: this episode is over",
            &[
                "The pain that began on 24 Sep 2026, at 6.0/10 on average, was over on 21 Nov 2026, after four quiet weeks.",
                "That is good news. You need not log every day any more",
            ],
        ),
        (
            "an episode that is over, and a sign that nobody looked at",
            Log::new().level(28..60, 6).level(0..28, 0).symptom(40, Symptom::Fever),
            "pain-free",
            "Four quiet weeks: this episode is over",
            &[
                "On 13 Oct 2026 you recorded fever, and no visit since. If it is still there, do not wait: `backcare tips urgent`.",
            ],
        ),
        (
            "an episode that was over weeks ago",
            Log::new().level(50..80, 6).level(0..50, 0),
            "pain-free",
            "Little or no pain",
            &["The pain that began on 4 Sep 2026, at 6.0/10 on average, was over on 30 Oct 2026"],
        ),
        (
            "hardly a reading, no pain",
            Log::new().pain(3, 1),
            "pain-free",
            "Little or no pain",
            &["hold only 1 day with a reading"],
        ),
        (
            "falling",
            falling(),
            "easing",
            "Lower than at the start: 4.4 points (73%)",
            &[
                "averaged 1.6/10 lately (14 days with a reading, 9 to 22 Nov 2026)",
                "it averaged 6.0/10 (7 days, 24 to 30 Sep 2026)",
                "Good news: it has fallen by 4.4 points (73%). Clear: 2.6 points below the line.",
            ],
        ),
        (
            "eased, and near the line",
            Log::new().level(53..60, 5).level(0..53, 3),
            "easing",
            "Lower than at the start, level for the last six weeks",
            &[
                "It has fallen by 2.0 points (40%), a clear fall. It has been level for the last six weeks.",
                "A close call: 0.5 below the line.",
                "This answer changes when your average is 3.8 or higher, or once it has lasted 12 weeks.",
            ],
        ),
        (
            "up again",
            Log::new().level(53..60, 6).level(3..53, 2).level(0..3, 5),
            "easing",
            "Eased, but up again this week",
            &["it had been down to 2.0/10, and the last three days with a reading average 5.0/10"],
        ),
        (
            "up again, as bad as at the start",
            Log::new().level(53..60, 6).level(3..53, 2).level(0..3, 6),
            "easing",
            "Was eased; this week as bad as at the start",
            &["That is as bad as at the start: you need not wait to ask a doctor."],
        ),
        (
            "up again, and strong",
            Log::new().level(53..60, 6).level(3..53, 2).level(0..3, 8),
            "easing",
            "Strong pain: you need not wait to ask for help",
            &["ask a doctor or pharmacist; you need not wait. Your pain averaged"],
        ),
        (
            "in flares",
            Log::new()
                .level(53..60, 6)
                .level(35..53, 1)
                .level(31..35, 6)
                .level(14..31, 1)
                .level(11..14, 7)
                .level(0..11, 1),
            "easing",
            "Lower than at the start; it comes in flares",
            &["It comes in flares: the latest was 9 to 11 Nov 2026, up to 7.0/10."],
        ),
        (
            "no pain but lately",
            Log::new().level(3..40, 0).pain(2, 6).level(0..2, 1),
            "pain-free",
            "Little or no pain, but 6.0/10 on 20 Nov 2026",
            &[
                "The latest was 1.0/10, on 22 Nov 2026; the highest of the last two weeks was 6.0/10, on 20 Nov 2026.",
            ],
        ),
        (
            "no pain, as far as it was read",
            Log::new().level(0..40, 0).unread(|unread| {
                unread.matters = true;
                unread.symptoms = vec!["sadel; <b>".to_owned()];
                unread.columns =
                    vec![UnreadColumn { name: "Symptome".to_owned(), looks_like: "symptoms" }];
                unread.future_rows = 1;
                unread.old_rows = 2;
                unread.split_cells = 1;
            }),
            "pain-free",
            "Cannot tell for sure: part of the log is unread",
            &[
                "As far as it was read: little or no pain.",
                "Not known as a symptom: sadel? ?b?.",
                "The column Symptome is not read; did you mean symptoms?",
                "1 row is dated in the future; that does not count yet.",
                "2 rows are dated before 1950: look for a slip in the year.",
                "1 cell of symptoms has no semicolon between the names; all of them were read.",
            ],
        ),
        (
            "an entry that may be an emergency",
            Log::new().level(0..40, 0).unread(|unread| {
                unread.matters = true;
                unread.may_be_urgent = true;
                unread.sign = Some(Symptom::SaddleNumbness);
            }),
            "pain-free",
            "An unread entry may mean saddle-numbness",
            &[
                "may mean saddle-numbness: numb, or pins and needles, between the legs.",
                "If that is so: call your local emergency number",
                "Otherwise: little or no pain.",
            ],
        ),
        (
            "eased and still there",
            Log::new().level(30..60, 8).level(0..30, 4),
            "easing",
            "Lower than at the start: 4.0 points (50%)",
            &["It is still 4.0/10", "After 8 weeks, a check by a doctor is sensible"],
        ),
        (
            "an entry that may be any sign",
            Log::new().level(0..40, 0).unread(|unread| unread.may_be_urgent = true),
            "pain-free",
            "An unread entry may be an urgent sign",
            &[
                "`backcare check` shows it; if it is one, do not wait: `backcare tips urgent`. Otherwise: little or no pain.",
            ],
        ),
        (
            "low",
            Log::new().level(0..60, 2).activity(5, "easy-run", 5000),
            "mild",
            "Low: 2.0/10 on average",
            &["it averaged 2.0/10", "comes back with every run deserves a check"],
        ),
        (
            "low for three months",
            Log::new().level(0..100, 2),
            "mild",
            "Low: 2.0/10 on average",
            &[
                "It is low, yet it has lasted three months or more: worth asking a physiotherapist, no hurry.",
            ],
        ),
        (
            "low, with a sign that waits",
            Log::new().level(0..60, 2).symptom(20, Symptom::Fever).no_signs(15),
            "mild",
            "fever of 2 Nov: no visit noted; low: 2.0/10 on average",
            &[
                "On 2 Nov 2026 you recorded fever: fever, chills, feeling very unwell; on 7 Nov 2026 you noted no urgent sign (`backcare log --no-signs`). Tell a doctor about it within days.",
            ],
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn for_a_doctor() -> Vec<Case> {
    vec![
        (
            "four weeks on",
            Log::new().level(0..35, 5),
            "checkpoint",
            "Not clearly eased after 4 weeks",
            &[
                "not yet the clear fall (30% and at least 1 point)",
                "You need not wait for week 6 to ask a doctor",
            ],
        ),
        (
            "four weeks on by your word",
            Log::new().level(0..10, 5).began(0, 34),
            "checkpoint",
            "4 weeks of pain; comparable from 11 Dec 2026",
            &[
                "since 19 Oct 2026, as you said",
                "from 11 Dec 2026, four weeks after the first pain in your log",
            ],
        ),
        (
            "near the line",
            Log::new().level(53..60, 5).level(0..53, 4),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &[
                "A close call: 0.5 above the line.",
                "In simulated diaries about one in three such answers was pain that is easing slowly.",
                "A check does no harm. This answer changes when your average is 3.2 or lower.",
            ],
        ),
        (
            "flat",
            eight_weeks(),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &[
                "Clear: 1.5 points above the line.",
                "averaged 5.0/10 lately (14 days with a reading, 9 to 22 Nov 2026)",
                "(7 days, 24 to 30 Sep 2026)",
                "After 8 weeks that is not the clear fall",
                "For the visit: `backcare report -o for-doctor.pdf`.",
            ],
        ),
        (
            "rising",
            Log::new().level(30..60, 4).level(0..30, 5),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &["After 8 weeks it has not fallen"],
        ),
        (
            "came back",
            Log::new().level(40..60, 5).level(20..40, 3).level(0..20, 5),
            "consult",
            "Back after easing: have a doctor look at it",
            &["In this episode your pain had eased, and came back"],
        ),
        (
            "came back early and fast",
            Log::new().level(20..40, 5).level(8..20, 1).level(0..8, 6),
            "checkpoint",
            "Back after easing",
            &["In this episode your pain had eased, and came back"],
        ),
        (
            "long by your word",
            Log::new().level(0..10, 5).began(0, 70),
            "consult",
            "Pain for 10 weeks: have a doctor look at it",
            &["has lasted 10 weeks, since 13 Sep 2026, as you said", "from 11 Dec 2026"],
        ),
        (
            "long by your word, on the first day",
            Log::new().pain(0, 3).began(0, 365),
            "consult",
            "Pain for 52 weeks: have a doctor look at it",
            &[
                "The log last said 3.0/10, on 22 Nov 2026 (today).",
                "Pain for 52 weeks is by itself a reason to ask a doctor.",
            ],
        ),
        (
            "long with a thin start",
            Log::new().level([58, 59], 5).level(0..31, 5),
            "consult",
            "Pain for 8 weeks: have a doctor look at it",
            &["too few readings from its start to compare"],
        ),
        (
            "twelve weeks, lower",
            Log::new().level(60..100, 8).level(0..60, 4),
            "consult",
            "Pain for 14 weeks: have a doctor look at it",
            &["It is clearly lower, and still it has lasted long enough to be looked at"],
        ),
        (
            "eleven weeks, lower and strong",
            Log::new().level(63..80, 9).level(0..63, 6),
            "consult",
            "Still 6.0/10 after 11 weeks: have a doctor look at it",
            &[
                "It has fallen by 3.0 points (33%), and is still 6.0/10 after 11 weeks. People's pain usually falls by more than half by week 6.",
            ],
        ),
        (
            "flat for half a year",
            Log::new().level(0..180, 5),
            "consult",
            "Not eased in 25 weeks: have a doctor look at it",
            &[
                "After 25 weeks that is not a clear fall (30% and at least 1 point), and by now recovery is slower.",
            ],
        ),
        (
            "only bad days",
            Log::new().level((0..63).step_by(4), 6),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &["That rests on 16 readings in 61 days: log the good days, too, if there are any."],
        ),
        (
            "with each run",
            runs(0),
            "consult",
            "Your back hurts with each run: have it looked at",
            &[
                "On days with a run your pain averaged 7.0 (9 days); on the days around them 0.0. Pain that comes with load deserves an examination; with an injured bone it is the first sign.",
            ],
        ),
        (
            "the day after each run",
            runs(1),
            "consult",
            "Your back hurts the day after each run: have it looked at",
            &[
                "On the day after a run your pain averaged 7.0 (9 days); on the days around them 0.0.",
            ],
        ),
        (
            "with each run, and seen",
            runs(0).seen(3),
            "under-care",
            "Seen on 19 Nov 2026: go back if it gets worse",
            &["On days with a run your pain averaged 7.0"],
        ),
        (
            "worse since the visit",
            Log::new().level(39..46, 5).seen(39).level(24..39, 8),
            "consult",
            "Worse since your visit on 14 Oct (5.0, now 8.0): go back",
            &["Worse since your visit on 14 Oct 2026 (5.0, now 8.0): go back."],
        ),
        (
            "very bad days",
            Log::new().level(7..13, 8).level(0..7, 7),
            "consult",
            "Pain of 7 or more for two weeks: see a doctor",
            &[
                "In each of the last two weeks your pain averaged 7 or more (8.0 on 6 days, then 7.0 on 7)",
                "You need not wait for week six: see a doctor about pain this strong",
            ],
        ),
        (
            "worse",
            Log::new().level(21..41, 3).level(0..21, 6),
            "consult",
            "More pain lately: have a doctor look at it",
            &[
                "Over the last three weeks your pain averaged 6.0 (21 days); in the six weeks before, 3.0 (20 days).",
                "That is 3.0 points more. A rise of 1.5 points that lasts three weeks is more than the usual ups and downs: have it looked at.",
            ],
        ),
        (
            "worse, and little known of before",
            Log::new().level(21..30, 3).level(0..21, 6),
            "consult",
            "More pain lately: have a doctor look at it",
            &["A rise of 2 points that lasts three weeks"],
        ),
        (
            "worse, and seen two weeks ago",
            Log::new().level(21..41, 3).level(0..21, 6).seen(14),
            "consult",
            "Worse since your visit on 8 Nov (4.5, now 6.0): go back",
            &[
                "In the 14 days since your visit your pain averaged 6.0 (14 days); from 13 Oct to 1 Nov 2026, 3.0 (20 days).",
            ],
        ),
        (
            "an urgent sign that was gone later",
            Log::new().level(0..5, 3).symptom(3, Symptom::Fever).no_signs(2),
            "consult",
            "fever of 19 Nov: tell a doctor within days",
            &[
                "Tell a doctor about it within days. On 19 Nov 2026 you recorded fever: fever, chills, feeling very unwell; on 20 Nov 2026 you noted no urgent sign.",
            ],
        ),
        (
            "two signs for an appointment",
            Log::new()
                .level(0..5, 3)
                .symptom(1, Symptom::BoneStress)
                .symptom(0, Symptom::DailyLife),
            "consult",
            "bone-stress of 21 Nov and 1 more: stop running, see a doctor",
            &["Stop running until a doctor has seen you"],
        ),
        (
            "a sign for an appointment",
            Log::new().level(0..5, 3).symptom(1, Symptom::NightPain),
            "consult",
            "night-pain of 21 Nov: have a doctor look at it",
            &[
                "On 21 Nov 2026 you recorded night-pain: pain at night",
                "Make an appointment with a doctor.",
            ],
        ),
        (
            "seen",
            eight_weeks().seen(10),
            "under-care",
            "Seen on 12 Nov 2026: go back if it gets worse",
            &[
                "saw you on 12 Nov 2026",
                "when it has not eased by 24 Dec 2026",
                "has lasted 8 weeks",
            ],
        ),
        (
            "came back after the visit",
            Log::new().level(40..75, 6).level(12..40, 2).level(0..12, 5).seen(34),
            "consult",
            "Back after easing: have a doctor look at it",
            &[
                "Your log notes a visit on 19 Oct 2026. It came back after that visit: a reason to go again.",
            ],
        ),
        (
            "seen long ago",
            eight_weeks().seen(50),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &["Your log notes a visit on 3 Oct 2026"],
        ),
        (
            "an emergency today",
            flat().symptom(0, Symptom::BothLegs).symptom(4, Symptom::Fever),
            "urgent",
            "Get emergency help now",
            &[
                "Call your local emergency number",
                "On 22 Nov 2026 you recorded both-legs",
                "If you have not been seen for it, be seen by a doctor today. On 18 Nov 2026 you recorded fever",
            ],
        ),
        (
            "an emergency days ago",
            Log::new().symptom(2, Symptom::ChestPain),
            "urgent",
            "If not seen for it yet, get emergency help now: chest-pain of 20 Nov",
            &[
                "If you have not been seen for it, call your local emergency number",
                "On 20 Nov 2026 you recorded chest-pain",
            ],
        ),
        (
            "an emergency, and what can wait a little",
            Log::new().symptom(0, Symptom::ChestPain).symptom(0, Symptom::BoneStress),
            "urgent",
            "Get emergency help now",
            &["you recorded chest-pain", "Stop running until a doctor has seen you"],
        ),
        (
            "an injured bone beside another sign",
            Log::new().symptom(0, Symptom::CancerHistory).symptom(0, Symptom::BoneStress),
            "consult",
            "cancer-history of 22 Nov and 1 more: stop running, see a doctor",
            &["Stop running until a doctor has seen you"],
        ),
        (
            "a sign for today",
            Log::new().symptom(1, Symptom::Fever),
            "urgent",
            "Be seen by a doctor today",
            &["Be seen by a doctor today. On 21 Nov 2026 you recorded fever"],
        ),
        (
            "a sign for a day that is over",
            Log::new().symptom(20, Symptom::LegWeakness),
            "urgent",
            "If not seen for it yet, be seen by a doctor today: leg-weakness of 2 Nov",
            &["On 2 Nov 2026 you recorded leg-weakness", "`backcare log --seen`"],
        ),
        (
            "much unread",
            eight_weeks().unreadable(2, 3),
            "consult",
            "Not eased in 8 weeks: have a doctor look at it",
            &["2 rows and 3 fields of the log could not be read and do not count here"],
        ),
    ]
}
