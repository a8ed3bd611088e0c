using System.CommandLine;
using System.Globalization;

namespace Reproduce.Cli.Hosting;

/// <summary>Ranges of options that take whole numbers.</summary>
internal static class NumberOptions
{
    /// <summary>Lets an option take only some numbers.</summary>
    /// <param name="option">The option; each of its values is a whole number.</param>
    /// <param name="holds">Whether a number is taken.</param>
    /// <param name="expected">Which ones are, such as <c>1 to 80</c>.</param>
    public static void Require(this Option option, Func<int, bool> holds, string expected) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (!int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || !holds(number))
            {
                result.AddError($"{option.Name} is {token.Value}; expected {expected}.");
            }
        }
    });
}
