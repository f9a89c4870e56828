//! What is asked, as tables of logs and answers.

use super::*;
use crate::domain::{Done, Word, parse_time};

fn pain(value: u8) -> Option<Pain> {
    Pain::try_from(value).ok()
}

/// Rows such as `2026-11-20 07:00 5`; `-` stands for nothing, and a last `none` for the
/// urgent signs.
fn diary(rows: &[&str], symptoms: &[Symptom]) -> Diary {
    let mut diary = Diary::new("2026-11-30".parse().unwrap());
    for row in rows {
        let mut parts = row.split(' ');
        let mut entry = Entry::on(parts.next().unwrap().parse().unwrap());
        entry.time = parts.next().and_then(|time| parse_time(time).ok());
        entry.pain = parts.next().and_then(|pain| pain.parse().ok());
        entry.no_signs = parts.next() == Some("none");
        entry.symptoms = symptoms.to_vec();
        diary.add(&entry, 0);
    }
    diary
}

/// A person who answers with what is given and skips the rest.
#[derive(Default)]
struct Person {
    forgotten: Option<u8>,
    today: Option<u8>,
    signs: Option<Vec<Symptom>>,
    /// Ticks of the list of what was done.
    done: Vec<usize>,
    /// What was asked.
    asked: Vec<String>,
}

impl Ask for Person {
    fn line<T>(
        &mut self,
        question: &str,
        _: &str,
        _: &str,
        read: impl Fn(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let number = |pain: Option<u8>| pain.map(|pain| pain.to_string()).unwrap_or_default();
        let (name, answer) = match question.split(' ').next().unwrap() {
            "Your" if question.contains("note") => ("note", "a\nb".to_owned()),
            "Your" => ("pain", number(self.today)),
            "Yesterday," => ("forgotten", number(self.forgotten)),
            "When" => ("began", String::new()),
            "Which" if question.contains("stretch") => ("stretch?", String::new()),
            "Which" => ("activity?", "row".to_owned()),
            name => (name.trim_end_matches(':'), String::new()),
        };
        self.asked.push(name.to_owned());
        read(&answer)
    }

    fn ticks(&mut self, ticks: Ticks<'_>) -> anyhow::Result<Vec<usize>> {
        if ticks.none == "nothing else" {
            self.asked.push("done".to_owned());
            return Ok(self.done.clone());
        }
        self.asked.push("signs".to_owned());
        let urgent = signs()?.levels.into_iter().filter(|level| level.level.is_urgent());
        let urgent: Vec<Symptom> =
            urgent.flat_map(|level| level.symptoms).map(|words| words.symptom).collect();
        assert_eq!(ticks.options.len(), urgent.len() + 1);
        let place = |sign: &Symptom| urgent.iter().position(|it| it == sign).unwrap();
        Ok(match self.signs.as_deref() {
            None => Vec::new(),
            Some([]) => vec![urgent.len()],
            Some(signs) => signs.iter().map(place).collect(),
        })
    }
}

fn done(name: &str) -> Done {
    Done { name: Word::lenient(name).unwrap(), minutes: None, distance: None }
}

fn rows_of(known: &Known, choices: &[Tickable], person: &mut Person) -> Vec<Entry> {
    let moment = RecordMoment { date: DAY.parse().unwrap(), time: None };
    let clock =
        Clock { now: format!("{DAY}T07:30:00").parse().unwrap(), day_start: DayStart::default() };
    records(known, moment, clock, choices, person).unwrap().concat()
}

/// The questions of a person who skips what can be skipped, and answers
/// the others with what is given.
fn asked(known: &Known, forgotten: Option<u8>, today: Option<u8>, signs: &[Symptom]) -> String {
    let mut person = Person { forgotten, today, signs: Some(signs.to_vec()), ..Person::default() };
    rows_of(known, &[], &mut person);
    person.asked.join(" ")
}

// 2026-11-22 is a Sunday.
const DAY: &str = "2026-11-22";

#[test]
fn the_log_and_the_answers_decide_what_is_asked() {
    let usual: &[&str] = &["2026-11-20 07:00 4 none", "2026-11-21 07:00 4"];
    let forgot: &[&str] = &["2026-11-20 07:00 4 none"];
    let sign = [Symptom::Fever];
    for (rows, yesterday, today, signs, expected) in [
        // The first log.
        (&[][..], None, Some(4), &[][..], "pain began signs done"),
        (&[], None, Some(0), &[], "pain signs done"),
        (&[], None, None, &[], "pain signs done"),
        (&[], None, Some(4), &sign, "pain began signs"),
        // The usual day.
        (usual, None, Some(4), &[], "pain done"),
        (usual, None, Some(5), &[], "pain done"),
        (usual, None, None, &[], "pain done"),
        // Severe, or risen by two.
        (usual, None, Some(6), &[], "pain signs done"),
        (usual, None, Some(7), &[], "pain signs done"),
        (usual, None, Some(7), &sign, "pain signs"),
        (&["2026-11-20 07:00 8", "2026-11-21 07:00 8"], None, Some(7), &[], "pain signs done"),
        // Yesterday was forgotten; its answer is the last reading then.
        (forgot, None, Some(4), &[], "pain forgotten done"),
        (forgot, Some(4), Some(5), &[], "pain forgotten done"),
        (forgot, Some(2), Some(4), &[], "pain forgotten done"),
        (forgot, Some(3), Some(5), &[], "pain forgotten signs done"),
        (forgot, Some(5), Some(6), &[], "pain forgotten done"),
        (forgot, Some(6), Some(4), &[], "pain forgotten signs done"),
        (forgot, Some(7), Some(3), &[], "pain forgotten signs done"),
        // A reading of today: yesterday was offered before.
        (&["2026-11-20 07:00 4 none", "2026-11-22 06:00 4"], None, Some(4), &[], "pain done"),
        // Yesterday has a stretch alone; yesterday is the first day.
        (
            &["2026-11-20 07:00 4 none", "2026-11-21 07:00 -"],
            None,
            Some(4),
            &[],
            "pain forgotten done",
        ),
        (&["2026-11-21 07:00 -"], None, Some(4), &[], "pain signs done"),
        // The last answer is a week old.
        (
            &["2026-11-15 07:00 4 none", "2026-11-21 07:00 -"],
            None,
            Some(4),
            &[],
            "pain forgotten signs done",
        ),
        // Days to come do not count.
        (&["2026-11-21 07:00 4 none", "2026-11-25 07:00 1"], None, Some(4), &[], "pain done"),
    ] {
        let day = DAY.parse().unwrap();
        let known = Known::from(&diary(rows, &[]), day, true, DayStart::default());
        assert_eq!(
            asked(&known, yesterday, today, signs),
            expected,
            "{rows:?} {yesterday:?} {today:?} {signs:?}"
        );
    }
}

#[test]
fn a_named_day_looks_at_no_other() {
    let rows = diary(&["2026-11-17 07:00 4 none"], &[]);
    let day = DAY.parse().unwrap();
    let known = Known::from(&rows, day, false, DayStart::default());
    assert_eq!(asked(&known, None, Some(4), &[]), "pain done");
}

#[test]
fn the_signs_are_due_a_week_after_the_last_answer() {
    let sign = diary(&["2026-11-20 07:00 4"], &[Symptom::LegPain, Symptom::Fever]);
    let denied = diary(&["2026-11-20 07:00 4 none", "2026-11-24 07:00 4"], &[]);
    for rows in [&sign, &denied] {
        for (day, due) in [
            ("2026-11-19", true),
            ("2026-11-20", false),
            ("2026-11-26", false),
            ("2026-11-27", true),
        ] {
            let known = Known::from(rows, day.parse().unwrap(), true, DayStart::default());
            assert_eq!(known.signs_due, due, "{day}");
        }
    }
    // A sign that can wait says nothing of the urgent ones.
    let leg = diary(&["2026-11-20 07:00 4"], &[Symptom::LegPain]);
    let known = Known::from(&leg, DAY.parse().unwrap(), true, DayStart::default());
    assert!(known.signs_due);
}

#[test]
fn the_last_reading_is_the_latest_by_the_clock() {
    let rows = diary(&["2026-11-21 00:40 6", "2026-11-21 23:00 3", "2026-11-20 23:30 9"], &[]);
    let day = DAY.parse().unwrap();
    for (day_start, last) in [("00:00", 3), ("04:00", 6)] {
        let known = Known::from(&rows, day, true, day_start.parse().unwrap());
        assert_eq!(known.last, pain(last), "{day_start}");
    }
}

#[test]
fn signs_that_are_not_answered_are_not_denied() {
    for (signs, denied) in
        [(None, false), (Some(vec![]), true), (Some(vec![Symptom::Fever]), false)]
    {
        let mut person = Person { today: Some(4), signs: signs.clone(), ..Person::default() };
        let known = Known { signs_due: true, ..Known::default() };
        let rows = rows_of(&known, &[], &mut person);
        assert_eq!(rows[0].no_signs, denied, "{signs:?}");
        assert_eq!(rows[0].symptoms, signs.unwrap_or_default());
    }
}

#[test]
fn what_was_ticked_is_asked_about_in_turn_and_recorded() {
    let choices = [
        Tickable::Stretch { done: done("calf"), usual: false },
        Tickable::OtherStretch,
        Tickable::Activity(Word::lenient("run").unwrap()),
        Tickable::Activity(Word::lenient("core").unwrap()),
        Tickable::OtherActivity,
        Tickable::Note,
    ];
    let done = (0..choices.len()).collect();
    let mut person = Person { today: Some(4), done, ..Person::default() };
    let rows = rows_of(&Known::default(), &choices, &mut person);
    assert_eq!(person.asked.join(" "), "pain done run core stretch? activity? note");
    let names = |part: fn(&Entry) -> Option<&Done>| -> Vec<_> {
        rows.iter().filter_map(part).map(|done| done.name.to_string()).collect()
    };
    assert_eq!(names(|row| row.stretch.as_ref()), ["calf"]);
    assert_eq!(names(|row| row.activity.as_ref()), ["run", "core", "row"]);
    assert_eq!((rows[0].pain, rows[0].note.as_str()), (pain(4), "a b"));
}
