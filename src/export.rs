//! Rows of the log as a FHIR R4 Bundle, for a clinic's software.
//!
//! A pure function of the rows and the choices: the same log gives the same
//! bytes, ids included. Which codes are used, and why, is in docs/fhir.md.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::domain::{Done, Entry, Symptom, format_time};
use crate::guidance::Signs;
use crate::term::for_terminal;

const LOINC: &str = "http://loinc.org";
const UCUM: &str = "http://unitsofmeasure.org";
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// The namespace of the ids: a fixed random UUID of backcare's own.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f1c_2b6e_64d3_4d0a_9b57_3f0e_5d21_c7a4);

/// What the person chose to give away.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choices<'a> {
    /// The patient's name; without it there is no Patient.
    pub name: Option<&'a str>,
    /// Whether notes go along.
    pub notes: bool,
}

/// A row and the instant at which it was recorded, where the log has a time.
pub type FhirMoment = Option<DateTime<FixedOffset>>;

/// The Bundle of some rows, each with its moment; `signs` give a symptom its words. What a
/// row says comes in a fixed order: pain, stretch, activity, symptoms, began, seen; a note
/// alone becomes an Observation of its own.
///
/// # Errors
/// When an entry cannot be serialised, which does not happen.
pub fn bundle<'a>(
    rows: impl Iterator<Item = (&'a Entry, FhirMoment)>,
    choices: Choices<'_>,
    signs: &Signs,
) -> serde_json::Result<String> {
    let mut bundle = Bundle { choices, signs, seen: HashMap::new() };
    let mut entries: Vec<String> = Vec::new();
    for (row, moment) in rows {
        for fact in bundle.facts(row) {
            entries.push(serde_json::to_string(&bundle.observation(row, moment, fact))?);
        }
    }
    if let Some(name) = choices.name
        && !entries.is_empty()
    {
        let id = patient_id(name);
        let patient = json!({ "resourceType": "Patient", "id": id.to_string(), "name": [{ "text": plain(name) }] });
        entries.insert(0, bundled(id, &patient).to_string());
    }
    let start = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"";
    // FHIR does not allow an empty list, so leave it out.
    Ok(match entries.as_slice() {
        [] => format!("{start}}}\n"),
        entries => format!("{start},\"entry\":[\n{}\n]}}\n", entries.join(",\n")),
    })
}

/// What the entries of a Bundle have in common.
struct Bundle<'a> {
    choices: Choices<'a>,
    signs: &'a Signs,
    /// How often a key has come: rows that are equal stay apart.
    seen: HashMap<String, u32>,
}

impl Bundle<'_> {
    fn facts(&self, row: &Entry) -> Vec<Observed> {
        let mut facts: Vec<Observed> = Vec::new();
        facts.extend(row.pain.map(|pain| pain_fact(pain.get())));
        facts.extend(row.stretch.as_ref().map(|done| exercise("stretch", done)));
        facts.extend(row.activity.as_ref().map(|done| exercise("activity", done)));
        facts.extend(row.symptoms.iter().map(|symptom| self.symptom(*symptom)));
        let began = "Day on which this pain began, as reported";
        facts.extend(row.began.map(|day| day_fact("began", began, day)));
        let seen = "Day on which a clinician saw the patient for it, as reported";
        facts.extend(row.seen.map(|day| day_fact("seen", seen, day)));
        let texts = row.no_signs.then_some(("urgent signs", "Urgent signs, asked for", "none"));
        let tags = row.tags.iter().map(|tag| ("tag", "Tag of the patient's own", tag.as_str()));
        facts.extend(texts.into_iter().chain(tags).map(text_fact));
        let note = plain(&row.note);
        if self.choices.notes && !note.is_empty() {
            match facts.first_mut() {
                Some(first) => first.value.push(("note", json!([{ "text": note }]))),
                None => {
                    facts.push(Observed {
                        kind: "note".to_owned(),
                        ..text_fact(("", "Note", &note))
                    });
                }
            }
        }
        facts
    }

    fn observation(&mut self, row: &Entry, moment: FhirMoment, fact: Observed) -> Value {
        let time = row.time.map(format_time).unwrap_or_default();
        let key = format!("{} {time} {}", row.date, fact.kind);
        let count = self.seen.entry(key.clone()).or_default();
        *count += 1;
        let id = Uuid::new_v5(&NAMESPACE, format!("{key} {count}").as_bytes());

        let mut resource = Map::new();
        let mut put = |name: &str, value: Value| resource.insert(name.to_owned(), value);
        put("resourceType", json!("Observation"));
        put("id", json!(id.to_string()));
        put("status", json!("final"));
        put("category", json!([{ "coding": [{ "system": CATEGORY, "code": fact.category }] }]));
        put("code", fact.code);
        if let Some(name) = self.choices.name {
            put("subject", json!({ "reference": format!("urn:uuid:{}", patient_id(name)) }));
        }
        // FHIR wants an offset wherever a time stands; without one the day is all we know.
        let instant = moment.map(|moment| json!(moment.to_rfc3339()));
        put("effectiveDateTime", instant.unwrap_or_else(|| json!(row.date)));
        for (name, value) in fact.value {
            put(name, value);
        }
        bundled(id, &Value::Object(resource))
    }

    fn symptom(&self, symptom: Symptom) -> Observed {
        let text = self.signs.words_of(symptom).map_or(symptom.name(), |words| words.sees.as_str());
        Observed {
            kind: format!("symptom {symptom}"),
            category: "survey",
            code: coded("75325-1", "Symptom", "Symptom that is new or worse, as reported"),
            value: vec![("valueCodeableConcept", json!({ "text": format!("{symptom}: {text}") }))],
        }
    }
}

/// One Observation to be: what tells it apart, and its own elements.
struct Observed {
    /// What was recorded, for the id.
    kind: String,
    category: &'static str,
    code: Value,
    value: Vec<(&'static str, Value)>,
}

fn pain_fact(pain: u8) -> Observed {
    Observed {
        kind: format!("pain {pain}"),
        category: "survey",
        code: coded(
            "72514-3",
            "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
            "Back pain over the last 24 hours, 0 (none) to 10 (worst imaginable)",
        ),
        value: vec![("valueQuantity", quantity(&json!(pain), "{score}"))],
    }
}

/// A stretch or an activity: what it was, and components for how much.
fn exercise(kind: &str, done: &Done) -> Observed {
    let component = |code: Value, amount: f64, unit: &str| json!({ "code": code, "valueQuantity": quantity(&number(amount), unit) });
    let duration = done.minutes.map(|minutes| {
        component(coded("55411-3", "Exercise duration", "Duration"), minutes.get(), "min")
    });
    let distance = done
        .distance
        .map(|distance| component(json!({ "text": "Distance" }), distance.get(), "km"));
    let components: Vec<Value> = duration.into_iter().chain(distance).collect();
    let (text, what) = match kind {
        "stretch" => (format!("stretch: {}", done.name), "Stretching"),
        _ => (done.name.to_string(), "Training"),
    };
    let mut value = vec![("valueCodeableConcept", json!({ "text": text }))];
    if !components.is_empty() {
        value.push(("component", json!(components)));
    }
    Observed {
        kind: format!("{kind} {}", done.name),
        category: "activity",
        code: coded("73985-4", "Exercise activity", what),
        value,
    }
}

fn text_fact((kind, code, text): (&str, &str, &str)) -> Observed {
    Observed {
        kind: format!("{kind} {text}"),
        category: "survey",
        code: json!({ "text": code }),
        value: vec![("valueString", json!(text))],
    }
}

fn day_fact(kind: &str, text: &str, day: NaiveDate) -> Observed {
    Observed {
        kind: format!("{kind} {day}"),
        category: "survey",
        code: json!({ "text": text }),
        value: vec![("valueDateTime", json!(day))],
    }
}

fn coded(code: &str, display: &str, text: &str) -> Value {
    json!({ "coding": [{ "system": LOINC, "code": code, "display": display }], "text": text })
}

fn quantity(value: &Value, unit: &str) -> Value {
    json!({ "value": value, "unit": unit, "system": UCUM, "code": unit })
}

/// A whole number without a point: FHIR takes `8` and `8.0` for different precision.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "amounts are far below 2^53")]
    if value.fract() == 0.0 { json!(value as i64) } else { json!(value) }
}

fn bundled(id: Uuid, resource: &Value) -> Value {
    json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource })
}

fn patient_id(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("patient {name}").as_bytes())
}

/// Text as FHIR allows it: no control characters, no marks that reorder or hide.
fn plain(text: &str) -> String {
    for_terminal(text).trim().to_owned()
}
