namespace DataMigration.Scripting.Library;

/// <summary>Makes the values of a JSON text.</summary>
internal interface IJsonBuilder<TValue>
{
    TValue Null { get; }

    TValue Of(bool value);

    TValue Of(double value);

    TValue Of(string value);

    TValue List(IReadOnlyList<TValue> elements);

    /// <summary>The last of members with the same name counts, at the place of the first.</summary>
    TValue Object(IReadOnlyList<KeyValuePair<string, TValue>> members);
}
