using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Turns a column of one type into another, planned by <see cref="ValueConversion"/>. Stateless: one instance serves all threads.</summary>
public abstract class ValueConverter
{
    private protected ValueConverter(DataType from, DataType to) => (From, To) = (from, to);

    /// <summary>The type it takes.</summary>
    public DataType From { get; }

    /// <summary>The type it makes.</summary>
    public DataType To { get; }

    /// <summary>
    /// Converts the given rows. Null stays null. A value that the type cannot hold exactly becomes null and its row is added to <paramref name="failed"/>.
    /// </summary>
    /// <param name="input">A column of type <see cref="From"/>; stays the caller's and unchanged.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="failed">Takes the rows that could not be converted, in order.</param>
    /// <returns>A new column of type <see cref="To"/>, which may share the input's heap; the input itself when there is nothing to convert.</returns>
    public abstract Column Convert(Column input, ReadOnlySpan<int> rows, List<int> failed);
}
