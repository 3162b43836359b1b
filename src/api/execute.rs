//! One door for every transport: from request parameters to a checked, parsed request, and from a response to what is written. Owns the
//! difference between a request error (nothing was executed) and a field error.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use async_graphql::{PathSegment, Request, Response, ServerError, ValidationResult, Value, Variables};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::budget::Account;
use super::documents::Documents;
use super::guard::{GuardError, LIMITS, check_document, check_text};
use super::literals::{check_literals, readable};

/// Parameters of a request as GraphQL over HTTP and graphql-transport-ws define them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameters {
    /// The document.
    pub query: Option<String>,
    /// Id of a persisted document.
    #[serde(default)]
    pub document_id: Option<String>,
    /// Which operation of the document.
    #[serde(default)]
    pub operation_name: Option<String>,
    /// Variables.
    #[serde(default)]
    pub variables: Option<Map<String, Json>>,
    /// Protocol extensions.
    #[serde(default)]
    pub extensions: Option<Map<String, Json>>,
}

impl Parameters {
    /// Id of the persisted document that is meant: `documentId`, or the hash that Apollo's clients send.
    #[must_use]
    pub fn persisted_id(&self) -> Option<&str> {
        let hash = || self.extensions.as_ref()?.get("persistedQuery")?.get("sha256Hash")?.as_str();
        self.document_id.as_deref().or_else(hash)
    }
}

/// A checked request.
#[derive(Debug)]
pub struct Prepared {
    /// Ready to execute.
    pub request: Request,
    /// Kind of the selected operation.
    pub operation: OperationType,
    started: Started,
}

/// Why nothing was executed; each maps to `errors` without `data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    /// Stable code.
    pub code: &'static str,
    /// Message.
    pub message: String,
}

impl RequestError {
    /// A request error.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The `errors` list.
    #[must_use]
    pub fn errors(&self) -> Json {
        json!([{ "message": self.message, "extensions": { "code": self.code } }])
    }
}

impl From<GuardError> for RequestError {
    fn from(error: GuardError) -> Self {
        let code = match error {
            GuardError::TooLarge => "QUERY_TOO_LARGE",
            GuardError::TooDeep => "QUERY_TOO_DEEP",
            GuardError::TooComplex => "QUERY_TOO_COMPLEX",
            GuardError::FragmentNamedOn => "GRAPHQL_PARSE_FAILED",
            GuardError::SubscriptionRoots | GuardError::SubscriptionRootDirective | GuardError::DuplicateInputField => {
                "GRAPHQL_VALIDATION_FAILED"
            }
        };
        Self::new(code, error.to_string())
    }
}

/// Checks and parses.
///
/// # Errors
/// A request error: nothing may be executed.
pub fn prepare(documents: &Documents, parameters: Parameters) -> Result<Prepared, RequestError> {
    let query = documents.text(&parameters)?;
    check_text(&query, &LIMITS)?;
    let query = readable(&query).into_owned();
    // The parser's messages repeat the source line, which may be long and may hold script text: only the position is kept.
    let document = parse_query(&query).map_err(|error| {
        let at = error.positions().next().map_or_else(String::new, |at| format!(" at line {}, column {}", at.line, at.column));
        RequestError::new("GRAPHQL_PARSE_FAILED", format!("syntax error{at}"))
    })?;
    check_literals(&query)?;
    check_document(&document, &LIMITS)?;
    let variables = parameters.variables.unwrap_or_default();
    let operation = selected(&document, parameters.operation_name.as_deref())?;
    require_variables(operation, &variables)?;
    let operation = operation.ty;
    let variables = Variables::from_json(Json::Object(variables));
    let started = Started::default();
    let mut request = Request::new(query).variables(variables).data(started.clone());
    request.operation_name = parameters.operation_name;
    request.set_parsed_query(document);
    Ok(Prepared { request, operation, started })
}

fn selected<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Result<&'a OperationDefinition, RequestError> {
    let mut operations = document.operations.iter();
    let found = match name {
        Some(name) => operations.find(|(own, _)| own.is_some_and(|own| own.as_str() == name)),
        None if operations.len() == 1 => operations.next(),
        None => {
            return Err(RequestError::new(
                "GRAPHQL_VALIDATION_FAILED",
                "`operationName` is required for a document with several operations",
            ));
        }
    };
    let (_, operation) =
        found.ok_or_else(|| RequestError::new("GRAPHQL_VALIDATION_FAILED", "the document has no operation of this name"))?;
    Ok(&operation.node)
}

/// A required variable that is missing or null is a request error (GraphQL specification §6.1.2); the executor would find it only field by field.
fn require_variables(operation: &OperationDefinition, given: &Map<String, Json>) -> Result<(), RequestError> {
    for variable in &operation.variable_definitions {
        let definition = &variable.node;
        let name = definition.name.node.as_str();
        let missing = match given.get(name) {
            None => definition.default_value.is_none(),
            Some(value) => value.is_null(),
        };
        if missing && !definition.var_type.node.nullable {
            return Err(RequestError::new("GRAPHQL_VALIDATION_FAILED", format!("the variable `${name}` is required")));
        }
    }
    Ok(())
}

impl Prepared {
    /// Takes the request out; the verdict tells afterwards what the response means.
    #[must_use]
    pub fn split(self) -> (Request, Verdict) {
        (self.request, Verdict(self.started))
    }
}

/// Tells a request error from a field error.
#[derive(Debug, Clone)]
pub struct Verdict(Started);

impl Verdict {
    /// Whether nothing was executed: validation or the coercion of variables failed.
    #[must_use]
    pub fn is_request_error(&self, response: &Response) -> bool {
        let without_path = !response.errors.is_empty() && response.errors.iter().all(|error| error.path.is_empty());
        !response.errors.is_empty() && (!self.0.is_set() || (response.data == Value::Null && without_path))
    }

    /// The response as JSON: a request error has no `data` entry at all.
    #[must_use]
    pub fn json(&self, response: &Response) -> Json {
        let mut body = Map::new();
        if !response.errors.is_empty() {
            let code = if self.is_request_error(response) { "GRAPHQL_VALIDATION_FAILED" } else { "INTERNAL" };
            body.insert("errors".to_owned(), Json::Array(response.errors.iter().map(|error| error_json(error, code)).collect()));
        }
        if !self.is_request_error(response) {
            body.insert("data".to_owned(), serde_json::to_value(&response.data).unwrap_or(Json::Null));
        }
        if !response.extensions.is_empty() {
            body.insert("extensions".to_owned(), serde_json::to_value(&response.extensions).unwrap_or(Json::Null));
        }
        Json::Object(body)
    }
}

/// Longest message that is sent: validation repeats names of the document, which the client chose.
const MAX_MESSAGE: usize = 400;

fn error_json(error: &async_graphql::ServerError, default_code: &'static str) -> Json {
    let mut extensions = error.extensions.as_ref().and_then(|values| serde_json::to_value(values).ok()).unwrap_or_else(|| json!({}));
    if let Some(extensions) = extensions.as_object_mut() {
        extensions.entry("code").or_insert_with(|| default_code.into());
    }
    let message: String = error.message.chars().take(MAX_MESSAGE).collect();
    let mut body = json!({ "message": message, "extensions": extensions });
    if let Some(body) = body.as_object_mut() {
        if !error.locations.is_empty() {
            body.insert("locations".to_owned(), error.locations.iter().map(|at| json!({ "line": at.line, "column": at.column })).collect());
        }
        if !error.path.is_empty() {
            let path = error.path.iter().map(|part| match part {
                PathSegment::Field(name) => json!(name),
                PathSegment::Index(index) => json!(index),
            });
            body.insert("path".to_owned(), path.collect());
        }
    }
    body
}

/// Milliseconds until a caller whose budget is used up may ask again; `None` for every other response.
#[must_use]
pub fn wait_ms(response: &Response) -> Option<u64> {
    let extensions = response.errors.first()?.extensions.as_ref()?;
    match extensions.get("retryAfterMs")? {
        Value::Number(wait) => wait.as_u64(),
        _ => None,
    }
}

/// The error of a caller whose budget is used up.
fn over_budget(wait_ms: u64) -> ServerError {
    let message = "too much was asked in the last minute; wait and try again";
    let mut error = ServerError::new(message, None);
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", "RATE_LIMITED");
    extensions.set("retryAfterMs", wait_ms);
    extensions.set("messageAr", "طُلب الكثير في الدقيقة الأخيرة؛ انتظر ثم أعد المحاولة.");
    error
}

/// The response of an operation that took longer than allowed.
#[must_use]
pub fn timed_out() -> Response {
    let mut error = ServerError::new("the request took longer than allowed", None);
    error.extensions.get_or_insert_default().set("code", "TIMEOUT");
    Response::from_errors(vec![error])
}

/// Set when execution begins.
#[derive(Debug, Clone, Default)]
struct Started(Arc<AtomicBool>);

impl Started {
    fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// The schema extension that charges an operation before it is executed and marks the beginning of execution.
#[derive(Debug, Clone, Copy)]
pub struct MarkExecution;

impl ExtensionFactory for MarkExecution {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for MarkExecution {
    async fn validation(&self, context: &ExtensionContext<'_>, next: NextValidation<'_>) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(context).await?;
        if let Some(account) = context.data_opt::<Account>() {
            account.charge(result.complexity).map_err(|wait| vec![over_budget(wait)])?;
        }
        Ok(result)
    }

    async fn execute(&self, context: &ExtensionContext<'_>, operation_name: Option<&str>, next: NextExecute<'_>) -> Response {
        if let Some(started) = context.data_opt::<Started>() {
            started.0.store(true, Ordering::Release);
        }
        next.run(context, operation_name).await
    }
}
