namespace DataMigration.Scripting.Syntax;

/// <summary>Constructs that scripts do without, and what to write in their stead.</summary>
internal sealed partial class Parser
{
    private const string Waiting = "A script computes a value at once; there is nothing to wait for.";

    private static SyntaxFailure? Absent(Token token) => token switch
    {
        { Kind: TokenKind.Name, Text: "class" or "extends" or "super" } => Absent(token, $"a class ('{token.Text}') is", "Write functions, or an object of functions."),
        { Kind: TokenKind.Name, Text: "import" or "export" } => Absent(token, $"'{token.Text}' is", "Name the file under 'scripts' of the pipeline; its functions are then there."),
        { Kind: TokenKind.Name, Text: "async" or "await" } => Absent(token, $"'{token.Text}' is", Waiting),
        { Kind: TokenKind.Name, Text: "yield" } => Absent(token, "a generator is", "Fill an array and return it."),
        { Kind: TokenKind.Name, Text: "with" } => Absent(token, "'with' is", "Name the object: o.a instead of a."),
        { Kind: TokenKind.Sign, Text: "#" } => Absent(token, "a private name (#…) is", "Write a plain name."),
        { Kind: TokenKind.Sign, Text: "@" } => Absent(token, "a decorator (@…) is", "Call the function where it is needed."),
        { Kind: TokenKind.Template } => Absent(token, "a tag before a template literal is", "Call the function: tag(`…`)."),
        _ => null,
    };

    private static SyntaxFailure Absent(Token token, string what, string instead) => SyntaxFailure.Beyond(token.Start, token.Length, what, instead);

    private void RefuseGenerator()
    {
        if (_token.Is("*")) throw Absent(_token, "a generator ('function*') is", "Fill an array and return it.");
    }
}
