//! Merge: two neighbouring scenes in the same place at the same time with largely the same people, of which one is a supporting scene that
//! introduces nothing and pays off nothing.

use super::super::document::{Band, Recommendation, RecommendationKind};
use super::{Desk, Kind};
use crate::language::Bilingual;
use crate::screenplay::{Scene, TimeOfDay};
use crate::text::fold_key;

pub(super) const KIND: Kind = Kind { kind: RecommendationKind::Merge, find };

fn find(desk: &Desk<'_>) -> Vec<Recommendation> {
    (1..desk.story.scenes.len()).filter_map(|second| check(desk, second - 1, second)).collect()
}

fn check(desk: &Desk<'_>, first: usize, second: usize) -> Option<Recommendation> {
    let (a, b) = (desk.story.screenplay.scenes.get(first)?, desk.story.screenplay.scenes.get(second)?);
    let idle = [second, first].into_iter().find(|scene| desk.band(*scene) == Some(Band::Supporting) && desk.carries_nothing(*scene))?;
    if place(a)? != place(b)? || !is_same_time(a, b) || !a.flags.is_empty() || !b.flags.is_empty() {
        return None;
    }
    let (here, there) = (desk.story.cast.present_in(first), desk.story.cast.present_in(second));
    let shared = here.iter().filter(|who| there.contains(who)).count();
    if shared == 0 || shared * 2 < here.len().max(there.len()) {
        return None;
    }
    let (x, y, idle, where_it_is) = (first + 1, second + 1, idle + 1, a.slugline.location.as_ref()?.text.clone());
    let why = Bilingual::new("المكان والوقت نفسهما", "the same place and time");
    Some(Recommendation {
        kind: RecommendationKind::Merge,
        ordinals: vec![a.index.ordinal(), b.index.ordinal()],
        text: Bilingual::new(format!("يمكن دمج المشهدين {x} و{y} في مشهد واحد."), format!("Scenes {x} and {y} could become one scene.")),
        reasons: vec![
            Bilingual::new(
                format!("متجاوران في المكان نفسه والوقت نفسه: {where_it_is}"),
                format!("Neighbours in the same place at the same time: {where_it_is}"),
            ),
            Bilingual::new(format!("يشتركان في {shared} من الشخصيات الحاضرة"), format!("They share {shared} of the characters present")),
            Bilingual::new(
                format!("المشهد {idle} لا يقدّم شخصية ولا لقاء ولا يزرع شيئاً ولا يحصد شيئاً"),
                format!("Scene {idle} introduces nobody, no meeting and nothing carried, and pays off nothing"),
            ),
        ],
        evidence: [a, b].into_iter().map(|scene| desk.quoter.evidence(scene.heading, why.clone())).collect(),
    })
}

/// Inside or outside, main place and sub-places; nothing when the place is not stated.
fn place(scene: &Scene) -> Option<String> {
    let slugline = &scene.slugline;
    let main = slugline.location.as_ref()?;
    let parts = std::iter::once(main).chain(&slugline.sub_locations).map(|place| fold_key(&place.text));
    Some(format!("{:?} {}", slugline.int_ext, parts.collect::<Vec<_>>().join(" / ")))
}

fn is_same_time(a: &Scene, b: &Scene) -> bool {
    let goes_on = matches!(b.slugline.time_of_day, TimeOfDay::Continuous | TimeOfDay::Same | TimeOfDay::Later);
    a.story_day == b.story_day && (a.slugline.time_of_day == b.slugline.time_of_day || goes_on)
}
