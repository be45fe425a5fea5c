using Jint.Parser.Ast;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// The name behind a dot as a literal in brackets. Jint would make such a literal at every access; made once it is faster, and, having a
/// place, it can say which access failed.
/// </summary>
internal sealed class MemberNameLiteral : Literal
{
    public MemberNameLiteral(string name, SyntaxNode of, SyntaxNode place)
    {
        Type = SyntaxNodes.Literal;
        Name = name;
        Of = of;
        Value = Raw = name;
        Location = place.Location;
        Range = place.Range;
    }

    public string Name { get; }

    /// <summary>The object whose member is named.</summary>
    public SyntaxNode Of { get; }
}
