//! Mistakes in tables and in their use do not compile, and the messages say what to do.

#[test]
fn messages_to_mistakes_say_what_to_do() {
    trybuild::TestCases::new().compile_fail("mistakes/*.rs");
}
