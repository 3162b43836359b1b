//! Hostile documents: each is refused at once with a code, before anything expensive happens; the process stays.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn hostile_documents_are_refused_with_their_code() {
    let app = TestApp::start().await;
    let token = app.token("mallory");
    let nested = |open: &str, close: &str| format!("{{ node(id: {}{}) {{ id }} }}", open.repeat(2_000), close.repeat(2_000));
    let selections = format!("{}{}", "{ node(id: \"x\") ".repeat(30), "{ id }".to_owned() + &"}".repeat(30));
    let mut fragments = "{ ...f0 }".to_owned();
    for level in 0..22 {
        fragments += &format!(" fragment f{level} on Query {{ ...f{next} ...f{next} }}", next = level + 1);
    }
    fragments += " fragment f22 on Query { __typename }";
    let aliases = format!("{{ {} }}", (0..10_000).map(|n| format!("a{n}: __typename ")).collect::<String>());
    let few_aliases = format!("{{ {} }}", (0..200).map(|n| format!("a{n}: __typename ")).collect::<String>());
    let directives = format!("{{ __typename {} }}", "@skip(if: false)".repeat(200));
    for (name, document, code) in [
        ("lists", nested("[", "]"), "QUERY_TOO_DEEP"),
        ("objects", nested("{a:", "}"), "QUERY_TOO_DEEP"),
        ("selections", selections, "QUERY_TOO_DEEP"),
        ("fragment bomb", fragments, "QUERY_TOO_COMPLEX"),
        ("circle", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned(), "QUERY_TOO_COMPLEX"),
        ("10,000 aliases", aliases, "QUERY_TOO_LARGE"),
        ("200 aliases", few_aliases, "QUERY_TOO_COMPLEX"),
        ("directives", directives, "QUERY_TOO_COMPLEX"),
        ("size", format!("{{ __typename }} #{}", "x".repeat(70_000)), "QUERY_TOO_LARGE"),
    ] {
        let answer = app.post(Some(&token), &document, json!({})).await;
        assert_eq!(answer.code(), code, "{name}: {}", answer.body.chars().take(200).collect::<String>());
        assert!(answer.body.len() < 2_000, "{name}: the answer must not repeat the document");
    }
    assert_eq!(app.post(Some(&token), "{ __typename }", json!({})).await.status, 200, "the server is still there");
}

#[tokio::test]
async fn graphiqls_introspection_passes() {
    let app = TestApp::start().await;
    const INTROSPECTION: &str = "query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind } types { ...FullType }
        directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue }
        type { ...TypeRef } isDeprecated deprecationReason } inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
        enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
        ofType { kind name ofType { kind name } } } } } } } } } }";
    let answer = app.post(None, INTROSPECTION, json!({})).await;
    assert!(answer.json()["errors"].is_null(), "{}", answer.body.chars().take(400).collect::<String>());
}
