using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of values by family and name.</summary>
internal static class MethodTables
{
    private static readonly Dictionary<string, Method>[] Tables = Build();

    /// <summary>All families with their methods, for the reference page.</summary>
    public static IEnumerable<(Family Family, IReadOnlyCollection<Method> Methods)> All => Enum.GetValues<Family>().Select(f => (f, (IReadOnlyCollection<Method>)Tables[(int)f].Values));

    /// <summary>The method of a family, or one that all objects have; null when there is none.</summary>
    public static Method? Find(Family family, string name) =>
        Tables[(int)family].GetValueOrDefault(name) ?? (family == Family.Object ? null : Tables[(int)Family.Object].GetValueOrDefault(name));

    /// <summary>A method by name for every family, in their order.</summary>
    public static Method?[] FindAll(string name) => [.. Enum.GetValues<Family>().Select(f => Find(f, name))];

    /// <summary>The family of a value that is not null or undefined.</summary>
    public static Family Of(in Value value)
    {
        if (value.IsText) return Family.Text;
        if (value.IsNumber) return Family.Number;
        return value.IsBoolean ? Family.Boolean : value.Object.Family;
    }

    private static Dictionary<string, Method>[] Build()
    {
        IEnumerable<Method> Of(Family family) => family switch
        {
            Family.Text => [.. TextMethods.All, .. TextRegexMethods.All],
            Family.Number => NumberMethods.All,
            Family.Boolean => NumberMethods.OfBooleans,
            Family.Array => [.. ArrayMethods.All, .. ArrayCallbacks.All],
            Family.Function => FunctionMethods.All,
            Family.Date => DateMethods.All,
            Family.Regex => RegexMethods.All,
            Family.Map => CollectionMethods.OfMaps,
            Family.Set => CollectionMethods.OfSets,
            Family.Iterator => IteratorMethods.All,
            Family.Object => ObjectMethods.All,
            _ => [],
        };
        return [.. Enum.GetValues<Family>().Select(f => Of(f).ToDictionary(m => m.Name, StringComparer.Ordinal))];
    }
}
