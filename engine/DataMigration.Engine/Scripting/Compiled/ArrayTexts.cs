using System.Text;
using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>Arrays as text.</summary>
internal static class ArrayTexts
{
    /// <summary>The elements with a separator between them; null and undefined are empty.</summary>
    public static Text Join(Machine machine, ScriptArray list, Text separator)
    {
        // An array within itself is empty there.
        if (list.Count == 0 || !machine.Joining.Add(list)) return Values.Text.Empty;
        try
        {
            return Joined(machine, list, separator);
        }
        finally
        {
            machine.Joining.Remove(list);
        }
    }

    private static Text Joined(Machine machine, ScriptArray list, Text separator)
    {
        machine.Budget.CheckStack();
        machine.Budget.Spend(1 + list.Count / 16);
        var made = Element(machine, list[0]);
        bool grows = list.Count > 2;
        var text = grows ? new StringBuilder() : null;
        text?.Append(made.ToString());
        for (int i = 1; i < list.Count; i++)
        {
            var next = Element(machine, list[i]);
            if (text is null)
            {
                made = machine.Arena.Concat(machine.Arena.Concat(made, separator), next);
                continue;
            }
            text.Append(separator.ToString()).Append(next.ToString());
            machine.Budget.CheckLength(text.Length);
        }
        if (text is null) return made;
        machine.Budget.Charge(2L * text.Length);
        return machine.Arena.Add(text.ToString());
    }

    private static Text Element(Machine machine, Value value) => value.IsNullish ? Values.Text.Empty : Coercion.ToText(machine, value);
}
