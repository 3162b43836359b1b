//! Screenplays are immutable by content, belong to a work, and come in pages.

use mashhad::ids::UserId;
use mashhad::storage::{Cursor, Direction, PageRequest, Reading, ScreenplayFilter, ScreenplayOrder, StoreError};

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, intake, owner};
use crate::support::scripts::{ARABIC, ENGLISH, numbered};

on_each_database! {
    the_same_content_is_stored_once_for_each_owner,
    a_draft_joins_the_work_of_its_predecessor_and_a_strangers_draft_does_not,
    a_refused_file_is_kept_with_its_refusal,
    pages_go_both_ways_without_gaps_in_every_order,
    titles_are_searched_without_case_and_without_wildcards,
    a_rename_is_the_only_change_and_touches_the_order,
    the_bytes_come_back_as_they_went,
    a_deleted_screenplay_takes_everything_along,
}

async fn the_same_content_is_stored_once_for_each_owner(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let first = jobs.take_in(amal, intake(ARABIC)).await.unwrap();
    let again = jobs.take_in(amal, intake(ARABIC)).await.unwrap();
    let other = jobs.take_in(badr, intake(ARABIC)).await.unwrap();
    assert!(!first.existed && again.existed && !other.existed);
    assert_eq!(first.record, again.record);
    assert_ne!(first.record.id, other.record.id);
    assert_eq!(first.record.content_hash, other.record.content_hash);
    let Reading::Read(facts) = &first.record.reading else { panic!("refused") };
    assert_eq!(facts.scenes, 3);
    let forced = mashhad::jobs::Intake { forced_format: Some(mashhad_engine::Format::Fountain), ..intake(ARABIC) };
    assert_ne!(jobs.take_in(amal, forced).await.unwrap().record.id, first.record.id);
}

async fn a_draft_joins_the_work_of_its_predecessor_and_a_strangers_draft_does_not(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let first = jobs.take_in(amal, intake(ARABIC)).await.unwrap().record;
    let draft = |text: &str| mashhad::jobs::Intake { previous: Some(first.id), ..intake(text) };
    let second = jobs.take_in(amal, draft(ENGLISH)).await.unwrap().record;
    assert_eq!((second.work, second.previous), (first.work, Some(first.id)));
    let foreign = jobs.take_in(badr, draft(ENGLISH)).await.unwrap().record;
    assert_ne!(foreign.work, first.work);
    assert_eq!(foreign.previous, None);
}

async fn a_refused_file_is_kept_with_its_refusal(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let stored = jobs.take_in(amal, intake("The quarterly report will be published on Monday morning.\n")).await.unwrap().record;
    let Reading::Refused(refusal) = &stored.reading else { panic!("taken for a screenplay") };
    assert_eq!(refusal.code, mashhad_engine::RefusalCode::NotAScreenplay);
    assert_eq!(db.store.screenplay(amal, stored.id).await.unwrap(), Some(stored));
}

async fn three(db: &TestDatabase, titles: [&str; 3]) -> UserId {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    for (number, title) in titles.into_iter().enumerate() {
        let named = mashhad::jobs::Intake { title: Some(title.to_owned()), ..intake(&numbered(number)) };
        jobs.take_in(amal, named).await.unwrap();
        db.clock.advance(1_000);
    }
    amal
}

async fn pages_go_both_ways_without_gaps_in_every_order(db: TestDatabase) {
    let amal = three(&db, ["b", "c", "a"]).await;
    for (order, sorted) in [
        (ScreenplayOrder::CreatedAt, ["b", "c", "a"]),
        (ScreenplayOrder::UpdatedAt, ["b", "c", "a"]),
        (ScreenplayOrder::Title, ["a", "b", "c"]),
    ] {
        for direction in [Direction::Ascending, Direction::Descending] {
            let mut expected = sorted.to_vec();
            if direction == Direction::Descending {
                expected.reverse();
            }
            assert_eq!(walk(&db, amal, order, direction, false).await, expected, "{order:?} {direction:?} forwards");
            expected.reverse();
            assert_eq!(walk(&db, amal, order, direction, true).await, expected, "{order:?} {direction:?} backwards");
        }
    }
    assert_eq!(db.store.count_screenplays(amal, &ScreenplayFilter::default(), 2).await.unwrap(), 3);
    assert_eq!(db.store.count_screenplays(amal, &ScreenplayFilter::default(), 1).await.unwrap(), 2);
}

/// Titles one page of one item at a time, through the encoded cursor.
async fn walk(db: &TestDatabase, owner: UserId, order: ScreenplayOrder, direction: Direction, from_end: bool) -> Vec<String> {
    let (mut titles, mut at): (Vec<String>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let (after, before) = if from_end { (None, at.clone()) } else { (at.clone(), None) };
        let page = PageRequest { size: 1, from_end, after, before };
        let page = db.store.list_screenplays(owner, &ScreenplayFilter::default(), order, direction, &page).await.unwrap();
        assert_eq!(if from_end { page.has_next } else { page.has_previous }, at.is_some());
        let more = if from_end { page.has_previous } else { page.has_next };
        let (cursor, item) = page.items.into_iter().next().unwrap();
        titles.push(item.title);
        at = Some(Cursor::decode(&cursor.encode()).unwrap());
        if !more {
            return titles;
        }
    }
}

async fn titles_are_searched_without_case_and_without_wildcards(db: TestDatabase) {
    let amal = three(&db, ["The 100% Plan", "ظل الحارة", "PLAN_B"]).await;
    let store = &db.store;
    let find = async |part: &str| {
        let filter = ScreenplayFilter { title_contains: Some(part.to_owned()), ..ScreenplayFilter::default() };
        let page =
            store.list_screenplays(amal, &filter, ScreenplayOrder::Title, Direction::Ascending, &PageRequest::first(10)).await.unwrap();
        page.into_items().into_iter().map(|item| item.title).collect::<Vec<_>>()
    };
    assert_eq!(find("plan").await, ["PLAN_B", "The 100% Plan"]);
    assert_eq!(find("%").await, ["The 100% Plan"]);
    assert_eq!(find("_").await, ["PLAN_B"]);
    assert_eq!(find("الحارة").await, ["ظل الحارة"]);
    assert!(find("!").await.is_empty());
}

async fn a_rename_is_the_only_change_and_touches_the_order(db: TestDatabase) {
    let amal = three(&db, ["one", "two", "three"]).await;
    let list = async || {
        let all = PageRequest::first(10);
        db.store
            .list_screenplays(amal, &ScreenplayFilter::default(), ScreenplayOrder::UpdatedAt, Direction::Descending, &all)
            .await
            .unwrap()
            .into_items()
    };
    let oldest = list().await.pop().unwrap();
    let mut tx = db.store.begin().await.unwrap();
    let renamed = tx.rename_screenplay(amal, oldest.id, "first").await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!((renamed.title.as_str(), renamed.created_at), ("first", oldest.created_at));
    assert_eq!(list().await[0].title, "first");
}

async fn the_bytes_come_back_as_they_went(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let bytes: Vec<u8> = [b"\xef\xbb\xbf", ARABIC.as_bytes(), b"\0\xff"].concat();
    let odd = mashhad::jobs::Intake { bytes: bytes.clone(), ..intake("") };
    let id = jobs.take_in(amal, odd).await.unwrap().record.id;
    assert_eq!(db.store.screenplay_bytes(amal, id).await.unwrap(), Some(bytes));
    assert_eq!(db.store.screenplay_bytes(badr, id).await.unwrap(), None);
}

async fn a_deleted_screenplay_takes_everything_along(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let job = crate::support::jobs::submit_script(&jobs, amal, ARABIC).await;
    let mut tx = db.store.begin().await.unwrap();
    assert!(!tx.delete_screenplay(badr, job.screenplay).await.unwrap());
    assert!(tx.delete_screenplay(amal, job.screenplay).await.unwrap());
    assert!(!tx.delete_screenplay(amal, job.screenplay).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(db.store.job(amal, job.id).await.unwrap(), None);
    assert_eq!(db.store.screenplay_bytes(amal, job.screenplay).await.unwrap(), None);
    assert!(matches!(db.store.screenplay(amal, job.screenplay).await, Ok::<_, StoreError>(None)));
}
