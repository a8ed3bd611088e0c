using System.Text;

namespace Reproduce.Core.Files;

/// <summary>
/// UTF-8 that throws on half a surrogate pair instead of writing U+FFFD for it: different texts must not be stored as the same.
/// </summary>
internal static class StrictUtf8
{
    /// <summary>The encoding; its errors are <see cref="ArgumentException"/>s.</summary>
    public static readonly UTF8Encoding Instance = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
