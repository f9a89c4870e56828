//! Recorded signs: each is open until a visit answers it or it lapses.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::diary::Diary;
use super::report::{Recorded, Sign, SignState};
use super::rule::{SIGN_DAYS, SIGN_HOLDS, SIGN_QUIET, VISIT_EVENING, shift};
use crate::domain::Symptom;

/// Every record of a sign that is open on the diary's day, by date. `quiet_on` is the
/// latest quiet day.
pub fn open_signs(diary: &Diary, quiet_on: Option<NaiveDate>) -> Vec<Sign> {
    let open = symptoms(diary, |date, symptom| {
        !is_quiet(quiet_on, date) && is_unanswered(diary, date, symptom)
    });
    open.iter().map(|it| sign(diary, it.date, it.symptom)).collect()
}

/// The most urgent sign that lapsed in quiet weeks, of those that neither a visit nor a
/// look at the urgent signs answered.
pub fn lapsed_sign(diary: &Diary, quiet_on: Option<NaiveDate>) -> Option<Sign> {
    let lapsed = symptoms(diary, |date, symptom| {
        is_quiet(quiet_on, date) && is_unanswered(diary, date, symptom)
    });
    let lapsed: Vec<Sign> = lapsed.iter().map(|it| sign(diary, it.date, it.symptom)).collect();
    told(&lapsed).into_iter().find(|sign| sign.state == SignState::Urgent)
}

/// Of each name the latest record, what is most urgent first.
pub fn told(signs: &[Sign]) -> Vec<Sign> {
    let latest: BTreeMap<Symptom, Sign> = signs.iter().map(|sign| (sign.symptom, *sign)).collect();
    let mut told: Vec<Sign> = latest.into_values().collect();
    told.sort_by_key(|sign| (sign.state, sign.symptom.level(), Reverse(sign.date)));
    told
}

/// The symptoms that a diary records and `wanted` keeps, each once a day, by
/// date and then urgency.
pub fn symptoms(diary: &Diary, wanted: impl Fn(NaiveDate, Symptom) -> bool) -> Vec<Recorded> {
    diary
        .days()
        .flat_map(|(date, day)| day.symptoms.iter().map(move |symptom| (date, *symptom)))
        .filter(|(date, symptom)| wanted(*date, *symptom))
        .map(|(date, symptom)| Recorded { date, symptom })
        .collect()
}

/// Whether a visit has answered an urgent sign that was recorded on `date`. On one day the
/// log cannot tell which came first.
pub fn is_answered(diary: &Diary, date: NaiveDate) -> bool {
    let age = (diary.as_of - date).num_days();
    diary.seen().is_some_and(|visit| visit > date || visit == date && age >= VISIT_EVENING)
}

/// Whether no visit answers it, and it is young enough.
fn is_unanswered(diary: &Diary, date: NaiveDate, symptom: Symptom) -> bool {
    let is_answered = if symptom.level().is_urgent() {
        is_answered(diary, date)
    } else {
        diary.seen() >= Some(date)
    };
    !is_answered && (diary.as_of - date).num_days() < SIGN_DAYS
}

fn is_quiet(quiet_on: Option<NaiveDate>, date: NaiveDate) -> bool {
    quiet_on.is_some_and(|quiet| (quiet - date).num_days() >= SIGN_QUIET)
}

/// What an open sign asks for.
fn sign(diary: &Diary, date: NaiveDate, symptom: Symptom) -> Sign {
    let today = diary.as_of;
    let is_urgent = symptom.level().is_urgent();
    let mut later = diary.days_since(shift(date, 1));
    let denied = later.find(|(_, day)| is_urgent && day.no_signs).map(|(day, _)| day);
    let is_new = (today - denied.unwrap_or(date)).num_days() < SIGN_HOLDS;
    let state = if is_urgent && denied.is_none() {
        SignState::Urgent
    } else if is_new || symptom.stands() {
        SignState::Doctor
    } else {
        SignState::Waiting
    };
    Sign { symptom, date, state, denied }
}

/// Looks again which of what may be an urgent sign no later visit, and no later look at the
/// urgent signs, has answered.
pub fn settle_unread(diary: &mut Diary) {
    let is_open = |(date, _): &&(NaiveDate, Option<Symptom>)| {
        !is_answered(diary, *date) && diary.no_signs.is_none_or(|denied| denied <= *date)
    };
    let open: Vec<Option<Symptom>> =
        diary.unread.signs.iter().filter(is_open).map(|(_, sign)| *sign).collect();
    diary.unread.may_be_urgent = !open.is_empty();
    diary.unread.sign = open.into_iter().flatten().min();
}
