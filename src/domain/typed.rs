//! A stretch or an activity as people type it: its name, and how long or how far it was.

use super::amount::has_thousands;
use super::{
    Done, Invalid, KNOWN_STRETCHES, Kilometres, Minutes, Word, parse_distance, parse_duration,
};

/// What may stand between a name and its amounts, and between two amounts.
const BETWEEN: [char; 6] = [' ', ':', ',', ';', '/', '='];

/// Words that may stand before an amount and say nothing.
const FILLERS: &[&str] = &["for", "about", "around", "approx", "ca", "of", "in"];

/// What was done, as it is told.
const PAST: &[(&str, &str)] = &[
    ("ran", "run"),
    ("jogged", "run"),
    ("walked", "walk"),
    ("swam", "swim"),
    ("biked", "bike"),
    ("cycled", "bike"),
];

/// Words that are no part of a name: what has them says more than a name.
const NO_NAMES: &[&str] = &[
    "a", "an", "and", "at", "both", "each", "for", "half", "in", "of", "on", "one", "or", "plus",
    "to", "today", "twice", "two", "three", "five", "ten", "with", "yesterday",
];

/// A time or a distance.
enum Amount {
    Time(Minutes),
    Distance(Kilometres),
}

/// A stretch, and the total time that it was held: `hamstring`, `hamstring:2min`,
/// `hip flexor 2 x 30s`.
///
/// # Errors
/// When it is no name, or something else stands behind it.
pub fn parse_stretch(text: &str) -> Result<Done, Invalid> {
    let (name, amounts) = parts(text, "hamstring", Word::lenient)?;
    let mut read = Reading { name, typed: Vec::new(), is_stretch: true };
    let mut times: Vec<Minutes> = Vec::new();
    for amount in read.amounts(amounts)? {
        match amount {
            Amount::Time(minutes) => times.push(minutes),
            Amount::Distance(_) => return Err(read.refuse("a stretch has no distance", &[])),
        }
    }
    if times.len() > 1 {
        let mut total = Minutes::default();
        for minutes in times {
            total += minutes;
        }
        let all = format!("{total}min");
        return Err(read.refuse("a stretch takes one time, all that it was held", &[all]));
    }
    read.finish(times.first().copied(), None)
}

/// An activity, and how long or how far it was, in either order: `run 45min 8km`.
///
/// # Errors
/// When it is no name, or something else stands behind it.
pub fn parse_activity(text: &str) -> Result<Done, Invalid> {
    let (name, amounts) = parts(text, "run", |name| match PAST.iter().find(|it| it.0 == name) {
        Some((_, activity)) => Word::activity(activity),
        None => Word::activity(name),
    })?;
    parse_amounts(name, amounts)
}

/// An activity of this name, and how long or how far it was.
///
/// # Errors
/// When something else is there.
pub fn parse_amounts(name: Word, text: &str) -> Result<Done, Invalid> {
    let mut read = Reading { name, typed: Vec::new(), is_stretch: false };
    let (mut time, mut way) = (None, None);
    for amount in read.amounts(text)? {
        let is_second = match amount {
            Amount::Time(minutes) => time.replace(minutes).is_some(),
            Amount::Distance(distance) => way.replace(distance).is_some(),
        };
        if is_second {
            return Err(Invalid::new("two times or two distances are given; one is accepted"));
        }
    }
    read.finish(time, way)
}

/// The name, and what stands behind it: after the first sign, or from the first word that
/// begins with a digit, whichever comes first.
fn parts<'a>(
    text: &'a str,
    example: &str,
    word: impl Fn(&str) -> Result<Word, Invalid>,
) -> Result<(Word, &'a str), Invalid> {
    let text = text.trim();
    let (mut amounts, rest) = leading_amounts(text);
    let (name, behind) = name_end(if amounts.is_empty() { text } else { rest });
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while !behind.is_empty() && words.last().is_some_and(|word| FILLERS.contains(word)) {
        words.pop();
    }
    if !amounts.is_empty() {
        let (others, more) = leading_amounts(behind);
        amounts.extend(others);
        let name = match &words[..] {
            [] => Some(example.to_owned()),
            words if words.iter().any(|it| NO_NAMES.contains(it)) || !more.is_empty() => None,
            words => word(&words.join(" ")).ok().map(|name| name.to_string()),
        };
        let why = format!("{text:?} begins with an amount; begin with the name");
        let value = name.map(|name| format!("{name}:{}", amounts.join(":")));
        return Err(Invalid::new(why).try_instead(value));
    }
    let read = word(&words.join(" "))?;
    let is_glued =
        |at: &usize| leading_amount(&name[*at..], true).is_some_and(|(_, it)| it.is_empty());
    let digit = name.find(|c: char| c.is_ascii_digit()).filter(is_glued).filter(|at| {
        let name = name[..*at].trim_matches(['-', '_']);
        word(name).is_ok_and(|name| name.is_known() || name.is_run())
    });
    let no_name = words.iter().skip(1).any(|word| NO_NAMES.contains(&&*word.to_lowercase()));
    let has_figure = name.chars().any(|c| c.is_numeric() && !c.is_ascii());
    let is_denied = has_figure || matches!(words[..], ["no" | "none" | "not" | "yes", ..]);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let has_letters = letters > usize::from(name.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(at) = digit {
        // `run8km`
        let (name, amount) = (name[..at].trim_matches(['-', '_']), &name[at..]);
        let why = format!("{text:?} is a name with an amount in it");
        Err(Invalid::new(why).try_instead([format!("{name}:{amount}")]))
    } else if behind == ":" {
        let why = format!("nothing stands behind the colon of {text:?}");
        Err(Invalid::new(why).try_instead([read.to_string()]))
    } else if no_name
        || is_denied
        || !has_letters
        || text.starts_with(|c: char| c.is_ascii_digit()) && words.len() > 1
    {
        let (amounts, more) = leading_amounts(behind);
        let why = format!(
            "{name:?} is not a name; a name and amounts alone are accepted, such as {example}:5min"
        );
        // `30s each side` may be half of what was held.
        let is_part = words.iter().any(|word| matches!(*word, "each" | "both" | "twice" | "at"));
        let is_whole = no_name && !is_part && !amounts.is_empty() && more.is_empty();
        let value = match words.first() {
            Some(first) if is_whole => Some(format!("{first}:{}", amounts.join(":"))),
            _ => None,
        };
        Err(Invalid::new(why).try_instead(value))
    } else if words.len() > 1 && words.iter().all(|word| KNOWN_STRETCHES.contains(word)) {
        let why = format!("{name:?} is several stretches; put commas between them");
        Err(Invalid::new(why).try_instead([format!("{}{behind}", words.join(", "))]))
    } else {
        Ok((read, behind))
    }
}

/// The amounts that a text begins with, without blanks, and what stands behind them.
fn leading_amounts(text: &str) -> (Vec<String>, &str) {
    let (mut amounts, mut rest) = (Vec::new(), text.trim_matches(BETWEEN));
    while let Some((_, behind)) = leading_amount(rest, true) {
        amounts.push(rest[..rest.len() - behind.len()].split(' ').collect());
        rest = behind.trim_matches(BETWEEN);
    }
    (amounts, rest)
}

/// Where the name of a text ends.
fn name_end(text: &str) -> (&str, &str) {
    let sign = text.find([':', ',', ';', '/', '=']).unwrap_or(text.len());
    let mut blanks = text.match_indices(' ').map(|(at, _)| at);
    let is_amount = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    text.split_at(blanks.find(is_amount).unwrap_or(text.len()).min(sign))
}

/// The longest beginning of a text that is an amount, and what stands behind it.
fn leading_amount(text: &str, metres: bool) -> Option<(Amount, &str)> {
    let ends = text.rmatch_indices(BETWEEN).map(|(at, _)| at);
    std::iter::once(text.len()).chain(ends).find_map(|end| {
        let (start, behind) = text.split_at(end);
        let time = parse_duration(start).map(Amount::Time);
        let amount = time.or_else(|_| parse_distance(start, metres).map(Amount::Distance));
        Some((amount.ok()?, behind))
    })
}

/// What stands behind a name, while it is read.
struct Reading {
    name: Word,
    /// The amounts so far, without blanks.
    typed: Vec<String>,
    is_stretch: bool,
}

impl Reading {
    fn amounts(&mut self, text: &str) -> Result<Vec<Amount>, Invalid> {
        // Only where metres are the sport's own unit, a bare `m` can be read.
        let metres = self.name.as_str() == "swim";
        let mut amounts = Vec::new();
        let mut rest = text.trim_matches(BETWEEN);
        while !rest.is_empty() {
            // `5k in 28min`
            if let Some((word, behind)) = rest.split_once(' ')
                && FILLERS.contains(&word)
            {
                rest = behind.trim_matches(BETWEEN);
            }
            let Some((amount, behind)) = leading_amount(rest, metres) else {
                return Err(self.unreadable(rest, metres));
            };
            self.typed.push(rest[..rest.len() - behind.len()].split(' ').collect());
            amounts.push(amount);
            rest = behind.trim_matches(BETWEEN);
        }
        Ok(amounts)
    }

    /// An amount of 0 is none.
    fn finish(
        self,
        minutes: Option<Minutes>,
        distance: Option<Kilometres>,
    ) -> Result<Done, Invalid> {
        if minutes == Some(Minutes::default()) || distance == Some(Kilometres::default()) {
            let why = "an amount of 0 is none; leave it out where you do not know how much it was";
            return Err(Invalid::new(why).try_instead([self.name.to_string()]));
        }
        Ok(Done { name: self.name, minutes, distance })
    }

    /// Amounts that may be meant, each behind the name.
    fn refuse(&self, why: &str, amounts: &[String]) -> Invalid {
        let values = amounts.iter().map(|amount| format!("{}:{amount}", self.name));
        Invalid::new(why).try_instead(values)
    }

    /// Why `rest` does not begin with an amount, with what may be meant.
    fn unreadable(&self, rest: &str, metres: bool) -> Invalid {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // A unit may stand behind a blank.
        let has_unit = |at: &usize| !rest[at + 1..].starts_with(char::is_alphabetic);
        let end = rest.match_indices(' ').map(|(at, _)| at).find(has_unit).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        let unit = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let (number, unit) = (&piece[..piece.len() - unit.len()], unit.trim());
        let plain = number.replace([',', '.'], "");
        let number = if unit == "m" && has_thousands(number) { &*plain } else { number };
        let clock = piece.split_once(':').filter(|(a, b)| is_number(a) && is_number(b));
        let (why, meant) = match (number, unit) {
            (_, _) if let Some((first, second)) = clock => (
                "could be hours or minutes",
                vec![format!("{first}h{second}min"), format!("{first}min{second}s")],
            ),
            ("", _) => ("is neither a time nor a distance", Vec::new()),
            (_, "") if self.is_stretch && parse_duration(behind.trim()).is_ok() => {
                ("has no unit", vec![format!("{number}x")])
            }
            // `1h 5`
            (_, "") if self.typed.last().is_some_and(|last| last.ends_with('h')) => {
                ("has no unit", vec![format!("{number}min")])
            }
            (_, unit) if self.is_stretch && unit.strip_prefix('x').is_some_and(is_number) => {
                ("has no unit", vec![format!("{piece}s")])
            }
            (_, "") if self.is_stretch => {
                ("has no unit", vec![format!("{number}s"), format!("{number}min")])
            }
            (_, "") => ("has no unit", vec![format!("{number}min"), format!("{number}km")]),
            (_, "m" | "M") if self.is_stretch => {
                ("could be minutes or metres", vec![format!("{number}min")])
            }
            (_, "m" | "M") => {
                // Nobody notes a run of under 100 metres.
                let metres = number.parse().ok().filter(|metres| *metres >= 100);
                let way = metres.map(|it| format!("{}km", Kilometres::from_thousandths(it)));
                let meant = [Some(format!("{number}min")), way];
                ("could be minutes or metres", meant.into_iter().flatten().collect())
            }
            _ => ("has an unknown unit", Vec::new()),
        };
        if meant.is_empty() && (self.is_stretch || unit.contains('x')) {
            return parse_duration(piece).err().unwrap_or_else(|| Invalid::new(why));
        }
        let accepted = match (meant.is_empty(), metres) {
            (false, _) => "",
            (true, true) => "; try a time as 45min or 1h10min, a distance as 1km or 400m",
            (true, false) => "; try a time as 45min or 1h10min, a distance as 8km or 5mi",
        };
        // The other amounts are still meant.
        let all = |meant: String| {
            let before = self.typed.iter().cloned();
            let behind = behind.split_whitespace().map(str::to_owned);
            let all: Vec<String> = before.chain([meant]).chain(behind).collect();
            all.join(":").replace("x:", "x").replace("h:", "h")
        };
        let mut meant: Vec<String> = meant.into_iter().map(all).collect();
        meant.retain(|meant| {
            let text = format!("{}:{meant}", self.name);
            let read = if self.is_stretch { parse_stretch(&text) } else { parse_activity(&text) };
            read.is_ok()
        });
        self.refuse(&format!("{piece:?} {why}{accepted}"), &meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(done: Result<Done, Invalid>) -> String {
        let done = match done {
            Ok(done) => done,
            Err(why) => return why.to_string(),
        };
        let amount = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {}",
            done.name,
            amount(done.minutes.map(|minutes| minutes.to_string())),
            amount(done.distance.map(|distance| distance.to_string()))
        )
    }

    #[test]
    fn stretches_have_a_name_and_the_time_held() {
        for (text, expected) in [
            ("hamstring", "hamstring - -"),
            ("hamstring:2x30s", "hamstring 1 -"),
            ("Hip Flexor: 90s", "hip-flexor 1.5 -"),
            ("hip flexor 4 x 30 s", "hip-flexor 2 -"),
            ("calf 5 min", "calf 5 -"),
            ("calf 1min 30s", "calf 1.5 -"),
        ] {
            assert_eq!(shown(parse_stretch(text)), expected);
        }
        for (bad, named) in [
            ("", "is not a name"),
            (":5min", "try hamstring:5min"),
            ("hamstring:", "try hamstring"),
            ("hamstring:5", "has no unit; try hamstring:5s or hamstring:5min"),
            ("hamstring:5m", "minutes or metres; try hamstring:5min"),
            ("hamstring:5km", "a stretch has no distance"),
            ("hamstring:1min:2min", "one time, all that it was held; try hamstring:3min"),
            ("hamstring 2 30s", "try hamstring:2x30s"),
            ("2x30s hamstring", "try hamstring:2x30s"),
            ("hamstring:0s", "an amount of 0 is none"),
            ("hamstring each side 30s", "is not a name"),
            ("hamstring calf quad", "try hamstring, calf, quad"),
            ("hamstring5min", "try hamstring:5min"),
            ("none", "is not a name"),
            ("hamstring 2x30", "try hamstring:2x30s"),
            ("hamstring ½ min", "is not a name"),
            ("10", "is not a name"),
            ("3 sets hamstring", "is not a name"),
            ("hamstring 2x30s each side", "is not a duration"),
            ("hamstring:soon", "try 90s, 5min"),
            ("=cmd()", "is not a name"),
        ] {
            let error = shown(parse_stretch(bad));
            assert!(error.contains(named), "{bad}: {error}");
        }
    }

    #[test]
    fn activities_take_time_and_distance_in_either_order() {
        for (text, expected) in [
            ("run", "run - -"),
            ("run:45min", "run 45 -"),
            ("run:8km", "run - 8"),
            ("run:45min:8km", "run 45 8"),
            ("run:8km:45min", "run 45 8"),
            ("run:5mi", "run - 8.047"),
            ("swim:400m", "swim - 0.4"),
            ("run:5k", "run - 5"),
            ("run:8K:45:00", "run 45 8"),
            ("run:1:10:00:12km", "run 70 12"),
            ("running 45:30, 8 km", "run 45.5 8"),
            ("swim:20min:400m", "swim 20 0.4"),
            ("Swim:1km", "swim - 1"),
            ("yoga:1h", "yoga 60 -"),
            ("row 5 km, 1h 10min", "row 70 5"),
            ("row 1h 8km", "row 60 8"),
            ("row 1 h 10 km", "row 60 10"),
            ("row 1h05 8,5 km", "row 65 8.5"),
            ("run for 45 min", "run 45 -"),
            ("run 5k in 28min", "run 28 5"),
            ("ran 5k", "run - 5"),
            ("walked for 20 min", "walk 20 -"),
            ("run,8km,45min", "run 45 8"),
            ("run=8km", "run - 8"),
            ("run/8km/45min", "run 45 8"),
            ("swim 1,500m", "swim - 1.5"),
            ("7-minute-workout", "7-minute-workout - -"),
        ] {
            assert_eq!(shown(parse_activity(text)), expected);
        }
        for (bad, named) in [
            ("", "is not a name"),
            ("run:", "nothing stands behind the colon"),
            ("run:45", "has no unit; try run:45min or run:45km"),
            ("run:45m", "minutes or metres; try run:45min"),
            ("run:400m", "minutes or metres; try run:400min or run:0.4km"),
            ("run 45m 8km", "try run:45min:8km"),
            ("run 8km 1:30", "hours or minutes; try run:8km:1h30min or run:8km:1min30s"),
            ("run:45min:10min", "two times"),
            ("run:8km:5mi", "two distances"),
            ("run:-8km", "neither"),
            ("run:8yd", "unknown unit"),
            ("run 8 leagues", "\"8 leagues\" has an unknown unit; try a time as"),
            ("swim:m", "neither"),
            ("5 km run", "try run:5km"),
            ("8km", "try run:8km"),
            ("run:0km", "an amount of 0 is none"),
            ("45min run 8km", "try run:45min:8km"),
            ("8 km run in 45 minutes", "try run:8km:45minutes"),
            ("8k in 45min", "begin with the name"),
            ("run 1h 5", "has no unit; try run:1h5min"),
            ("run 1,000m", "try run:1000min or run:1km"),
            (
                "run with Anna 8km",
                "is not a name; a name and amounts alone are accepted, such as run:5min; try run:8km",
            ),
            ("no run", "is not a name"),
            ("run-8km", "try run:8km"),
        ] {
            let error = shown(parse_activity(bad));
            assert!(error.contains(named), "{bad}: {error}");
        }
        let run = || Word::lenient("run").unwrap();
        assert_eq!(shown(parse_amounts(run(), "")), "run - -");
        assert_eq!(shown(parse_amounts(run(), "8km, 45min")), "run 45 8");
        assert!(shown(parse_amounts(run(), "fast")).contains("neither"));
    }
}
