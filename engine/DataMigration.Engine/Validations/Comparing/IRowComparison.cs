namespace DataMigration.Validations.Comparing;

/// <summary>The two sides of a comparison, bound to the columns of one batch. A struct, so that the loop over the rows is compiled for it alone.</summary>
internal interface IRowComparison
{
    /// <summary>Whether both sides have a value.</summary>
    bool IsComplete(int row);

    /// <summary>Less than, equal to or greater than zero, as the left side is to the right one.</summary>
    int Compare(int row);
}
