using System.Text;

namespace Reproduce.Core.Files;

/// <summary>
/// UTF-8 that throws at half a surrogate pair. The default writes U+FFFD, which would store different texts as the same bytes.
/// </summary>
internal static class StrictUtf8
{
    /// <summary>The encoding; its errors are <see cref="ArgumentException"/>s.</summary>
    public static readonly UTF8Encoding Instance = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
