namespace DataMigration.Scripting;

/// <summary>A construct that ECMAScript 5.1 lacks, found in the tokens.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">What the caret underlines.</param>
/// <param name="What">Its name as the start of a sentence that goes on "newer than …".</param>
/// <param name="Instead">What to write.</param>
internal sealed record ModernSyntax(int Start, int Length, string What, string Instead)
{
    /// <summary>The construct that makes a parser stop at this place, or null when it is a plain mistake.</summary>
    public static ModernSyntax? Find(string text, List<ScriptToken> tokens, int stoppedAt)
    {
        ModernSyntax? nearest = null;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (At(text, tokens, i) is not { } found) continue;
            // A parser stops inside a construct or right behind its first word.
            if (Math.Abs(found.Start - stoppedAt) > Math.Max(found.Length, 12)) continue;
            if (nearest is null || Math.Abs(found.Start - stoppedAt) < Math.Abs(nearest.Start - stoppedAt)) nearest = found;
        }
        return nearest;
    }

    private static ModernSyntax? At(string text, List<ScriptToken> tokens, int i)
    {
        var token = tokens[i];
        return token.Kind switch
        {
            ScriptTokenKind.Template => Of("a template literal (`…`) is", "Join with '+': 'Hello ' + row.name."),
            ScriptTokenKind.Number => OfNumber(),
            ScriptTokenKind.Sign => OfSign(Text(0)) ?? OfPattern() ?? OfProperty(),
            ScriptTokenKind.Word => OfWord(Text(0)) ?? OfProperty(),
            _ => null,
        };

        string Text(int ahead) => i + ahead >= 0 && i + ahead < tokens.Count ? text.Substring(tokens[i + ahead].Start, tokens[i + ahead].Length) : "";

        bool IsWord(int ahead) => i + ahead >= 0 && i + ahead < tokens.Count && tokens[i + ahead].Kind == ScriptTokenKind.Word;

        ModernSyntax Of(string what, string instead) => new(token.Start, token.Length, what, instead);

        ModernSyntax? OfSign(string sign) => sign switch
        {
            "=>" => Of("an arrow function ('=>') is", "Write 'function (x) { return …; }'."),
            "?." => Of("'?.' is", "Test first: a && a.b."),
            "??" or "??=" => Of($"'{sign}' is", "Test for null: a !== null && a !== undefined ? a : b."),
            "||=" or "&&=" => Of($"'{sign}' is", $"Write 'a = a {sign[..2]} b'."),
            "**" or "**=" => Of($"'{sign}' is", "Write Math.pow(a, b)."),
            "..." => Of("'...' (spread or rest) is", "Use f.apply(null, list), list.concat(more), or 'arguments' inside a function."),
            "," when Text(1) == ")" => Of("a comma before ')' is", "Leave the last comma out."),
            _ => null,
        };

        ModernSyntax? OfWord(string word) => word switch
        {
            _ when Text(-1) == "." => null,
            "class" => Of("a class is", "Write a function, or an object of functions."),
            "extends" or "super" => Of($"'{word}' is", "Write plain functions."),
            "import" or "export" => Of($"'{word}' is", "Name the file under 'scripts' of the pipeline; its functions are then there."),
            "async" or "await" => Of($"'{word}' is", "A script computes a value at once; there is nothing to wait for."),
            "yield" => Of("a generator is", "Fill an array and return it."),
            "of" when IsWord(-1) || Text(-1) is "]" or "}" => Of("'for … of' is", "Write 'for (var i = 0; i < list.length; i++)' or list.forEach(function (x) { … })."),
            "catch" when Text(1) == "{" => Of("'catch' without a name is", "Write 'catch (e)'."),
            "function" when Text(1) == "*" => Of("a generator ('function*') is", "Fill an array and return it."),
            "function" => DefaultParameter(),
            "var" or "let" or "const" when Text(1) is "{" or "[" => Of("destructuring is", "Read the parts one by one: var a = x.a, b = x.b."),
            "get" or "set" => null,
            _ => null,
        };

        ModernSyntax? OfPattern() => Text(0) is "{" or "[" && Text(-1) is "var" or "let" or "const"
            ? Of("destructuring is", "Read the parts one by one: var a = x.a, b = x.b.")
            : null;

        ModernSyntax? DefaultParameter()
        {
            int open = Text(1) == "(" ? 1 : Text(2) == "(" ? 2 : 0;
            for (int ahead = open + 1; open > 0 && i + ahead < tokens.Count && Text(ahead) != ")"; ahead++)
                if (Text(ahead) == "=" || (Text(ahead) is "{" or "[" && Text(ahead - 1) is "(" or ","))
                    return Text(ahead) == "="
                        ? new(tokens[i + ahead - 1].Start, tokens[i + ahead - 1].Length, "a default for a parameter is", "Set it inside: if (x === undefined) x = …;")
                        : new(tokens[i + ahead].Start, 1, "destructuring is", "Take the object as one parameter and read its parts.");
            return null;
        }

        ModernSyntax? OfProperty()
        {
            if (Text(-1) is not ("{" or ",") || i == 0) return null;
            if (Text(0) == "[" && Text(-1) is "{" or ",") return Property("a computed property name ([…]: ) is", "Set it afterwards: o[name] = value.");
            if (token.Kind != ScriptTokenKind.Word) return null;
            if (Text(1) is "}" or ",") return Property("a property without a value ({ a }) is", $"Write '{Text(0)}: {Text(0)}'.");
            return Text(1) == "(" && Text(-1) is "{" or "," ? Property("a method in an object ({ f() { … } }) is", $"Write '{Text(0)}: function (…) {{ … }}'.") : null;
        }

        ModernSyntax Property(string what, string instead) => new(token.Start, token.Length, what, instead);

        ModernSyntax? OfNumber()
        {
            string number = Text(0);
            if (number.Contains('_')) return Of("'_' between digits is", $"Write {number.Replace("_", "")}.");
            if (number.EndsWith('n')) return Of("a big integer (…n) is", "Keep wide numbers as text.");
            return number.Length > 1 && number[0] == '0' && number[1] is 'b' or 'B' or 'o' or 'O' ? Of("a binary or octal number is", "Write it decimal or as 0x….") : null;
        }
    }
}
