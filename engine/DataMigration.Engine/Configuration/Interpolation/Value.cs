namespace DataMigration.Configuration.Interpolation;

/// <summary>What a variable stands for.</summary>
/// <param name="Text">Its text.</param>
/// <param name="StartsOnCommandLine">Whether the text begins with what the command line gave, so that a path is relative to the working directory.</param>
internal readonly record struct Value(string Text, bool StartsOnCommandLine);
