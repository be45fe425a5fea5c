namespace DataMigration.Tests.Scripting.Equality;

/// <summary>What the three made of one program and row; null for a path that does not take the program.</summary>
internal sealed record Difference(string Body, int Row, string? Compiled, string? Interpreted, string Node)
{
    public bool IsOfCompiled => Differs(Compiled);

    public bool IsOfInterpreted => Differs(Interpreted);

    public bool IsNone => !IsOfCompiled && !IsOfInterpreted;

    public override string ToString() => $"{Body}\n    row {InputRows.Of(Row)}\n    compiled {Compiled ?? "not"}\n    Jint     {Interpreted ?? "not"}\n    Node.js  {Node}";

    // A program that Node.js refuses is the generator's mistake, and our limits are no matter of the language.
    private bool Differs(string? ours) => ours is not null && ours != Node && ours != Outcomes.Limit && Node != Outcomes.Limit && !Node.StartsWith('?');
}
