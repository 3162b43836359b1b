//! One form for thin views: a newtype over a document type whose fields are read by short expressions. Owns the macro only.

/// Declares GraphQL objects over document types: `Name(model::Type) as "GraphQLName" { /// doc \n field: Type = |it| expression; }`.
macro_rules! views {
    ($($(#[$doc:meta])* $name:ident($model:ty) as $graphql:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty = |$it:ident| $value:expr;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(pub $model);

        $(#[$doc])*
        #[async_graphql::Object(name = $graphql)]
        impl $name {
            $($(#[$field_doc])* async fn $field(&self) -> $type {
                let $it = &self.0;
                $value
            })+
        }
    )+};
}

pub(super) use views;

/// Wraps every item of a list.
pub(super) fn all<T: Clone, V>(items: &[T], view: impl Fn(T) -> V) -> Vec<V> {
    items.iter().cloned().map(view).collect()
}
