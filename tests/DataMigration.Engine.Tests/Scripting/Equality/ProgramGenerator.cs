namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Makes random function bodies: declarations, branches, bounded loops, exceptions, a log that shows the order of evaluation.</summary>
internal sealed class ProgramGenerator
{
    private const int Depth = 3;
    private static readonly PieceType[] Types = [PieceType.Number, PieceType.Text, PieceType.Boolean, PieceType.Any, PieceType.List];

    private readonly Random _random;
    private readonly bool _modern;
    private readonly ExpressionGenerator _expressions;
    private int _names;

    private ProgramGenerator(int seed, bool modern)
    {
        _random = new Random(seed);
        _modern = modern;
        _expressions = new ExpressionGenerator(_random, modern);
    }

    /// <summary>The same seed makes the same program.</summary>
    public static Piece Program(int seed, bool modern) => new ProgramGenerator(seed, modern).Body();

    private Piece Body()
    {
        var parts = new List<Piece> { new(PieceType.Statement, $"{Let} log = [];") };
        int count = _random.Next(4);
        for (int i = 0; i < count; i++) parts.Add(Statement(2));
        var type = Types[_random.Next(Types.Length)];
        parts.Add(new Piece(PieceType.Statement, Pick("return show([§, log]);", "return §;", "return show(§);"), _expressions.Of(type, Depth)));
        return new Piece(PieceType.Any, string.Concat(Enumerable.Repeat("§ ", parts.Count)), [.. parts]);
    }

    private string Let => _modern ? Pick("let", "const", "var") is var word && word == "const" ? "const" : "let" : "var";

    private Piece Statement(int depth)
    {
        if (depth <= 0) return Simple();
        switch (Kind())
        {
            case 0 or 1 or 2: return Declaration();
            case 3: return new(PieceType.Statement, "if (§) { § } else { § }", Of(PieceType.Boolean), Scoped(depth), Scoped(depth));
            case 4:
                string i = Name();
                return new(PieceType.Statement, $"for ({(_modern ? "let" : "var")} {i} = 0; {i} < {_random.Next(4)}; {i}++) {{ log.push({i}); § }}", Scoped(depth));
            case 5: return new(PieceType.Statement, "try { § } catch (e) { log.push(e instanceof Error ? e.name : e); }", Scoped(depth));
            case 6: return new(PieceType.Statement, $"if (§) {{ {Pick("throw new RangeError('r');", "throw 'text';", "throw new TypeError('t');")} }}", Of(PieceType.Boolean));
            case 7: return new(PieceType.Statement, "switch (§) { case §: § break; case §: § default: § }", Of(PieceType.Any), Of(PieceType.Any, 1), Scoped(depth), Of(PieceType.Any, 1), Scoped(depth), Scoped(depth));
            case 8: return new(PieceType.Statement, "if (§) return §;", Of(PieceType.Boolean), Of(PieceType.Any));
            case 10:
                string x = Name();
                return new(PieceType.Statement, $"for (const {x} of §) {{ log.push({x}); § }}", Of(PieceType.List), Scoped(depth));
            case 11: return Destructuring();
            case 12:
                string outer = Name(), turn = Name();
                return new(PieceType.Statement, $"{outer}: for (var {turn} = 0; {turn} < 3; {turn}++) {{ do {{ § if (§) continue {outer}; if (§) break {outer}; }} while (§ && {turn} > 5); }} log.push({turn});", Scoped(depth), Of(PieceType.Boolean, 1), Of(PieceType.Boolean, 1), Of(PieceType.Boolean, 1));
            case 13:
                string key = Name();
                return new(PieceType.Statement, $"for (var {key} in §) {{ log.push({key}); § }}", Of(PieceType.Any), Scoped(depth));
            case 14: return new(PieceType.Statement, "try { § throw §; } catch (e) { log.push(e instanceof Error ? e.name : e); § } finally { § log.push('finally'); }", Scoped(depth), Of(PieceType.Any), Scoped(depth), Scoped(depth));
            default: return Simple();
        }
    }

    private int Kind()
    {
        int kind = _random.Next(_modern ? 15 : 13);
        // What is older than 5.1 comes first and last.
        return _modern || kind < 10 ? kind : kind + 2;
    }

    private Piece Simple() => new(PieceType.Statement, Pick("log.push(§);", "§;"), Of(PieceType.Any));

    private Piece Declaration()
    {
        var type = Types[_random.Next(Types.Length)];
        var value = Of(type);
        string name = Name();
        _expressions.Variables[type].Add(name);
        return new(PieceType.Statement, $"{(_modern ? "let" : "var")} {name} = §;", value);
    }

    private Piece Destructuring()
    {
        var value = Of(PieceType.List);
        string first = Name(), second = Name();
        _expressions.Variables[PieceType.Any].Add(first);
        return new(PieceType.Statement, $"let [{first}, {second} = 5] = §; log.push({second});", value);
    }

    /// <summary>A statement whose names end with it.</summary>
    private Piece Scoped(int depth)
    {
        var before = _expressions.Variables.ToDictionary(v => v.Key, v => v.Value.Count);
        var statement = Statement(depth - 1);
        foreach (var (type, count) in before) _expressions.Variables[type].RemoveRange(count, _expressions.Variables[type].Count - count);
        return statement;
    }

    private Piece Of(PieceType type, int depth = Depth) => _expressions.Of(type, depth);

    private string Name() => "v" + _names++;

    private string Pick(params string[] all) => all[_random.Next(all.Length)];
}
