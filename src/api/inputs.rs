//! Values in a document against the types of the schema: literals of the right kind, and variables only where their type is allowed (GraphQL
//! specification §5.6.1 and §5.8.5). Owns what the validation of async-graphql leaves open; values that arrive as JSON are coerced by it.
//!
//! Each fragment is read once and its uses of variables are kept, so that the work grows with the document and not with what it expands to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{Directive, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet};
use async_graphql::registry::{MetaInputValue, MetaType, MetaTypeName, Registry};
use async_graphql::{Name, Pos, Positioned, ServerError, ServerResult, Variables};
use async_graphql_value::{ConstValue, Value};

/// The schema extension that refuses a document whose values do not fit the schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct CheckInputs;

impl ExtensionFactory for CheckInputs {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for CheckInputs {
    async fn parse_query(
        &self,
        context: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(context, query, variables).await?;
        check_inputs(&context.schema_env.registry, &document)?;
        Ok(document)
    }
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Type that is expected there, as written in the schema.
    expected: &'a str,
    /// The schema has a value for the case that none is given.
    has_default: bool,
    /// A field of a `@oneOf` input object, which is never null.
    of_one: bool,
    at: Pos,
}

/// Variables and fragments that an operation or a fragment names itself.
#[derive(Default)]
struct Uses<'a> {
    variables: Vec<(&'a Name, Place<'a>)>,
    spreads: BTreeSet<&'a str>,
}

/// Checks literals and variables of all operations and fragments.
///
/// # Errors
/// The first literal of another type than expected, or variable in a place where its type is not allowed.
fn check_inputs(registry: &Registry, document: &ExecutableDocument) -> ServerResult<()> {
    let mut fragments: BTreeMap<&str, Uses<'_>> = BTreeMap::new();
    // In the order of their names, so that the same document always gets the same error.
    let definitions: BTreeMap<_, _> = document.fragments.iter().collect();
    for (name, fragment) in definitions {
        let mut reader = Reader { registry, uses: Uses::default() };
        let on = registry.types.get(fragment.node.type_condition.node.on.node.as_str());
        reader.directives(&fragment.node.directives)?;
        reader.selection(on, &fragment.node.selection_set.node)?;
        fragments.insert(name.as_str(), reader.uses);
    }
    for (_, operation) in document.operations.iter() {
        let root = match operation.node.ty {
            OperationType::Query => Some(&registry.query_type),
            OperationType::Mutation => registry.mutation_type.as_ref(),
            OperationType::Subscription => registry.subscription_type.as_ref(),
        };
        let mut reader = Reader { registry, uses: Uses::default() };
        reader.directives(&operation.node.directives)?;
        reader.selection(root.and_then(|root| registry.types.get(root)), &operation.node.selection_set.node)?;
        check_defaults(registry, &operation.node)?;
        check_variables(&operation.node, &reader.uses, &fragments)?;
    }
    Ok(())
}

/// Reads selections beside the schema; a field, argument or type that the schema does not have is left to the validation that names it.
struct Reader<'a> {
    registry: &'a Registry,
    uses: Uses<'a>,
}

impl<'a> Reader<'a> {
    fn selection(&mut self, on: Option<&'a MetaType>, selection: &'a SelectionSet) -> ServerResult<()> {
        for item in &selection.items {
            self.directives(item.node.directives())?;
            match &item.node {
                Selection::Field(field) => {
                    let known = on.and_then(|on| on.field_by_name(&field.node.name.node));
                    for (name, value) in &field.node.arguments {
                        self.argument(known.and_then(|field| field.args.get(name.node.as_str())), value)?;
                    }
                    let inner = known.and_then(|field| self.registry.concrete_type_by_name(&field.ty));
                    self.selection(inner, &field.node.selection_set.node)?;
                }
                Selection::InlineFragment(fragment) => {
                    let inner = match &fragment.node.type_condition {
                        Some(condition) => self.registry.types.get(condition.node.on.node.as_str()),
                        None => on,
                    };
                    self.selection(inner, &fragment.node.selection_set.node)?;
                }
                Selection::FragmentSpread(spread) => {
                    self.uses.spreads.insert(spread.node.fragment_name.node.as_str());
                }
            }
        }
        Ok(())
    }

    fn directives(&mut self, directives: &'a [Positioned<Directive>]) -> ServerResult<()> {
        for directive in directives {
            let known = self.registry.directives.get(directive.node.name.node.as_str());
            for (name, value) in &directive.node.arguments {
                self.argument(known.and_then(|known| known.args.get(name.node.as_str())), value)?;
            }
        }
        Ok(())
    }

    fn argument(&mut self, argument: Option<&'a MetaInputValue>, value: &'a Positioned<Value>) -> ServerResult<()> {
        match argument {
            Some(argument) => check_value(self.registry, place_of(argument, false, value.pos), &value.node, &mut self.uses.variables),
            None => Ok(()),
        }
    }
}

fn place_of(input: &MetaInputValue, of_one: bool, at: Pos) -> Place<'_> {
    Place { expected: &input.ty, has_default: input.default_value.is_some(), of_one, at }
}

/// One literal; variables inside it are noted with their place.
fn check_value<'a>(registry: &'a Registry, place: Place<'a>, value: &'a Value, uses: &mut Vec<(&'a Name, Place<'a>)>) -> ServerResult<()> {
    let inner = |expected: &'a str| Place { expected, has_default: false, of_one: false, ..place };
    match (MetaTypeName::create(place.expected), value) {
        (_, Value::Variable(name)) => {
            uses.push((name, place));
            Ok(())
        }
        (MetaTypeName::NonNull(_), Value::Null) => Err(unfit(place)),
        (_, Value::Null) if place.of_one => Err(unfit(place)),
        (_, Value::Null) => Ok(()),
        (MetaTypeName::NonNull(of), _) => check_value(registry, inner(of), value, uses),
        (MetaTypeName::List(of), Value::List(items)) => items.iter().try_for_each(|item| check_value(registry, inner(of), item, uses)),
        // One value stands for a list of one.
        (MetaTypeName::List(of), _) => check_value(registry, inner(of), value, uses),
        (MetaTypeName::Named(name), _) => match (registry.types.get(name), value) {
            (Some(MetaType::InputObject { input_fields, oneof, .. }), Value::Object(given)) => {
                let known = |name: &Name| input_fields.get(name.as_str()).ok_or_else(|| unfit(place));
                let missing = |field: &MetaInputValue| {
                    field.ty.ends_with('!') && field.default_value.is_none() && !given.contains_key(field.name.as_str())
                };
                if input_fields.values().any(missing) || (*oneof && given.len() != 1) {
                    return Err(unfit(place));
                }
                given.iter().try_for_each(|(name, value)| check_value(registry, place_of(known(name)?, *oneof, place.at), value, uses))
            }
            (Some(leaf), _) if !is_leaf_value(leaf, value) => Err(unfit(place)),
            _ => Ok(()),
        },
    }
}

/// Whether a literal that is neither null nor a variable can be of a scalar or an enumeration; of no input object, if it is no object.
fn is_leaf_value(leaf: &MetaType, value: &Value) -> bool {
    match (leaf, value) {
        (MetaType::Enum { enum_values, .. }, Value::Enum(name)) => enum_values.contains_key(name.as_str()),
        (MetaType::Enum { .. } | MetaType::InputObject { .. }, _) => false,
        (MetaType::Scalar { name, .. }, Value::Number(number)) if name == "Int" => {
            number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
        }
        (MetaType::Scalar { is_valid: Some(is_valid), .. }, _) => value.clone().into_const().is_none_or(|value| is_valid(&value)),
        _ => true,
    }
}

fn check_defaults(registry: &Registry, operation: &OperationDefinition) -> ServerResult<()> {
    for variable in &operation.variable_definitions {
        if let Some(default) = &variable.node.default_value {
            let (expected, value) = (variable.node.var_type.node.to_string(), default.node.clone().into_value());
            let place = Place { expected: &expected, has_default: false, of_one: false, at: default.pos };
            check_value(registry, place, &value, &mut Vec::new())?;
        }
    }
    Ok(())
}

/// Every use of a variable by an operation, in its fragments too.
fn check_variables(operation: &OperationDefinition, own: &Uses<'_>, fragments: &BTreeMap<&str, Uses<'_>>) -> ServerResult<()> {
    // Whether the default is a value: `null` does not make a nullable variable fit for a place that is never null.
    let definitions: BTreeMap<&str, (String, bool)> = operation
        .variable_definitions
        .iter()
        .map(|variable| {
            let has_value = variable.node.default_value.as_ref().is_some_and(|default| default.node != ConstValue::Null);
            (variable.node.name.node.as_str(), (variable.node.var_type.node.to_string(), has_value))
        })
        .collect();
    let (mut seen, mut open) = (BTreeSet::new(), vec![own]);
    while let Some(uses) = open.pop() {
        for (name, place) in &uses.variables {
            // A variable that is not defined is named by the validation that follows.
            let Some((declared, has_value)) = definitions.get(name.as_str()) else { continue };
            if !is_allowed(declared, *has_value, *place) {
                return Err(refusal(
                    format!("the variable `${name}` of type `{declared}` cannot stand where `{}` is expected", place.expected),
                    place.at,
                ));
            }
        }
        open.extend(uses.spreads.iter().filter(|name| seen.insert(**name)).filter_map(|name| fragments.get(name)));
    }
    Ok(())
}

/// `IsVariableUsageAllowed` of the specification.
fn is_allowed(declared: &str, has_value: bool, place: Place<'_>) -> bool {
    let nullable = place.expected.strip_suffix('!').unwrap_or(place.expected);
    let never_null = place.of_one || nullable.len() < place.expected.len();
    if never_null && !declared.ends_with('!') {
        return (has_value || place.has_default) && fits(declared, nullable);
    }
    fits(declared, place.expected)
}

/// `AreTypesCompatible` of the specification: whether every value of one type is a value of the other.
fn fits(declared: &str, expected: &str) -> bool {
    match (MetaTypeName::create(declared), MetaTypeName::create(expected)) {
        (MetaTypeName::NonNull(declared), MetaTypeName::NonNull(expected)) => fits(declared, expected),
        (MetaTypeName::NonNull(declared), _) => fits(declared, expected),
        (MetaTypeName::List(declared), MetaTypeName::List(expected)) => fits(declared, expected),
        (MetaTypeName::Named(declared), MetaTypeName::Named(expected)) => declared == expected,
        _ => false,
    }
}

fn unfit(place: Place<'_>) -> ServerError {
    refusal(format!("a value of type `{}` is expected here", place.expected), place.at)
}

fn refusal(message: String, at: Pos) -> ServerError {
    let mut error = ServerError::new(message, Some(at));
    error.extensions.get_or_insert_default().set("code", "GRAPHQL_VALIDATION_FAILED");
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_fit_as_the_specification_says() {
        for (declared, expected) in [("ID", "ID"), ("ID!", "ID"), ("[ID!]!", "[ID]"), ("[ID!]!", "[ID!]"), ("[[ID!]!]", "[[ID]]")] {
            assert!(fits(declared, expected), "{declared} in {expected}");
        }
        for (declared, expected) in
            [("ID", "ID!"), ("String", "ID"), ("ID", "[ID]"), ("[ID]", "ID"), ("[ID]", "[ID!]"), ("[ID]!", "[ID!]!")]
        {
            assert!(!fits(declared, expected), "{declared} in {expected}");
        }
    }

    #[test]
    fn a_default_makes_a_nullable_variable_fit() {
        let place = |expected, has_default, of_one| Place { expected, has_default, of_one, at: Pos { line: 1, column: 1 } };
        assert!(is_allowed("ID", true, place("ID!", false, false)));
        assert!(is_allowed("ID", false, place("ID!", true, false)));
        assert!(!is_allowed("ID", false, place("ID!", false, false)));
        assert!(is_allowed("String!", false, place("String", false, true)));
        assert!(is_allowed("String", true, place("String", false, true)));
        assert!(!is_allowed("String", false, place("String", false, true)));
    }
}
