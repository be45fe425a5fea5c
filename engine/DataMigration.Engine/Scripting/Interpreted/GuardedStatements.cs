using System.Collections;
using Jint;
using Jint.Parser.Ast;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// The statements of a block. Jint enumerates them at every entry of a function or turn of a loop, which makes this the one place where a
/// budget can be checked without touching Jint.
/// </summary>
internal sealed class GuardedStatements(IEnumerable<Statement> statements, ScriptBudget budget, Engine? function) : IEnumerable<Statement>
{
    private readonly Statement[] _statements = [.. statements];

    public IEnumerator<Statement> GetEnumerator()
    {
        budget.Spend(_statements.Length + 1);
        if (function is not null && function.ExecutionContext.ThisBinding is { } self && self.IsObject()) ScriptBudget.CheckChain(self.AsObject());
        return ((IEnumerable<Statement>)_statements).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
