using System.Text;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>What a piece of a program is worth.</summary>
internal enum PieceType
{
    Number,
    Text,
    Boolean,
    Any,
    List,
    Statement,
}

/// <summary>A piece of a generated program, kept as a tree so that a failing one can be shrunk.</summary>
/// <param name="Type">Pieces of one type can stand for each other.</param>
/// <param name="Form">Its source, with § for each part.</param>
/// <param name="Parts">What stands there.</param>
internal sealed record Piece(PieceType Type, string Form, params Piece[] Parts)
{
    public int Size => 1 + Parts.Sum(p => p.Size);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    /// <summary>The pieces that are one step smaller: a part in its own stead, a constant, or the same in a part.</summary>
    public IEnumerable<Piece> Smaller()
    {
        foreach (var part in Parts)
            if (part.Type == Type) yield return part;
        string[] constants = Type switch
        {
            PieceType.Number => ["1", "0"],
            PieceType.Text => ["'a'", "''"],
            PieceType.Boolean => ["true", "false"],
            PieceType.Any => ["null"],
            PieceType.List => ["[]"],
            _ => [";"],
        };
        foreach (string constant in constants)
            if (Parts.Length > 0 || (Form != constant && Form.Length > 6)) yield return new Piece(Type, constant);
        for (int i = 0; i < Parts.Length; i++)
            foreach (var smaller in Parts[i].Smaller())
                yield return new Piece(Type, Form, [.. Parts[..i], smaller, .. Parts[(i + 1)..]]);
    }

    private void Write(StringBuilder text)
    {
        int part = 0;
        foreach (char c in Form)
            if (c == '§') Parts[part++].Write(text);
            else text.Append(c);
    }
}
