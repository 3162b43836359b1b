//! Write entry points: one file a mutation or small family, each with its own input and payload. Owns the root `Mutation`.

pub mod api_token;
pub mod batch;
pub mod finding;
pub mod job;
pub mod queue;
pub mod screenplay;
pub mod session;
pub mod story_day;
pub mod submit;
pub mod upload;

use async_graphql::MergedObject;

/// Write entry points. Each takes one `input` and answers with its own payload; expected failures are `userErrors`.
#[derive(MergedObject, Default)]
pub struct Mutation(
    screenplay::ScreenplayMutation,
    upload::UploadMutation,
    submit::SubmitMutation,
    batch::BatchMutation,
    job::JobMutation,
    finding::FindingMutation,
    story_day::StoryDayMutation,
    session::SessionMutation,
    api_token::ApiTokenMutation,
    queue::QueueMutation,
);
