using System.Text;
using CsCheck;
using Reproduce.Core.Store;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class SafetensorsDamageTest
{
    private const string Good =
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";

    [TestCase("", "its header is not a JSON object")]
    [TestCase(" {}", "its header is not a JSON object")]
    [TestCase("[]", "its header is not a JSON object")]
    [TestCase("{", "its header is not valid JSON")]
    [TestCase("{\"a\":{},\"a\":{}}", "its header is not valid JSON")]
    [TestCase("{\"\\ud800\":{}}", "its header is not valid JSON")]
    [TestCase("{\"__metadata__\":[]}", "its '__metadata__' is not an object of texts")]
    [TestCase("{\"__metadata__\":{\"a\":1}}", "its '__metadata__' is not an object of texts")]
    [TestCase("{\"a\":1}", "its entry for tensor 'a' is not an object")]
    [TestCase("{\"a\":{}}", "tensor 'a' has the dtype ''")]
    public void A_header_of_another_form_is_refused(string header, string problem)
    {
        Refused(header, 0, problem);
    }

    [TestCase("\"F32\"", "\"f32\"", "tensor 'a' has the dtype 'f32', but only F32 and I64 can be read")]
    [TestCase("\"F32\"", "\"11\"", "tensor 'a' has the dtype '11', but only F32 and I64 can be read")]
    [TestCase("\"F32\"", "\"BF16\"", "tensor 'a' has the dtype 'BF16', but only F32 and I64 can be read")]
    [TestCase("\"F32\"", "11", "tensor 'a' has the dtype '', but only F32 and I64 can be read")]
    [TestCase("\"F32\"", "\"I64\"", "tensor 'a' of I64 and shape [1] does not fill 4 bytes")]
    [TestCase("\"shape\":[1],", "", "tensor 'a' has no list 'shape'")]
    [TestCase("[1]", "1", "tensor 'a' has no list 'shape'")]
    [TestCase("[1]", "[-1]", "'shape' of tensor 'a' holds something other than integers of 0 or more")]
    [TestCase("[1]", "[1.5]", "'shape' of tensor 'a' holds something other")]
    [TestCase("[1]", "[\"1\"]", "'shape' of tensor 'a' holds something other")]
    [TestCase("[1]", "[99999999999999999999]", "'shape' of tensor 'a' holds something other")]
    [TestCase("[1]", "[2]", "tensor 'a' of F32 and shape [2] does not fill 4 bytes")]
    [TestCase("[1]", "[0]", "tensor 'a' of F32 and shape [0] does not fill 4 bytes")]
    [TestCase("[1]", "[4611686018427387905]", "does not fill 4 bytes")]
    [TestCase("[1]", "[9223372036854775807,9223372036854775807,9223372036854775807]", "does not fill 4 bytes")]
    [TestCase("[0,4]", "[0]", "tensor 'a' has data_offsets [0], not a begin and an end within the 8 bytes of data")]
    [TestCase("[0,4]", "[0,4,8]", "tensor 'a' has data_offsets [0, 4, 8], not a begin and an end")]
    [TestCase("[0,4]", "[4,0]", "not a begin and an end")]
    [TestCase("[0,4]", "[8,12]", "not a begin and an end")]
    [TestCase("[0,4]", "[9223372036854775803,9223372036854775807]", "not a begin and an end")]
    [TestCase("[0,4]", "[4,8]", "tensor 'a' starts at 4 where 0 was expected: data must have neither gaps nor overlaps")]
    [TestCase("[0,4]", "[2,6]", "tensor 'a' starts at 2 where 0 was expected")]
    [TestCase("[4,8]", "[2,6]", "tensor 'b' starts at 2 where 4 was expected")]
    [TestCase("[1],\"data_offsets\":[4,8]", "[0],\"data_offsets\":[4,4]", "its tensors end at 4, but its data have 8 bytes")]
    public void A_header_that_does_not_fit_the_data_is_refused(string original, string replacement, string problem)
    {
        Good.Should().Contain(original);

        Refused(Good.Replace(original, replacement, StringComparison.Ordinal), 8, problem);
    }

    [TestCase(new byte[0], "it has 0 bytes, too few for the header's length")]
    [TestCase(new byte[] { 1, 0, 0, 0, 0, 0, 0 }, "it has 7 bytes, too few")]
    [TestCase(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 }, "its header should have 1 bytes, but the file has 8")]
    [TestCase(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 1 }, "its header should have 18446744073709551615 bytes")]
    [TestCase(new byte[] { 0, 0, 0, 0, 0, 0, 0, 128, 1 }, "its header should have 9223372036854775808 bytes")]
    public void A_file_shorter_than_it_says_is_refused(byte[] bytes, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["model"], bytes);

        var act = () => Safetensors.Parse(Safetensors.ReadBytes(folder["model"]), folder["model"]);

        act.Should().Throw<InvalidDataException>().WithMessage($"'{folder["model"]}' is not a safetensors file: {problem}*");
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused()
    {
        var header = Encoding.Latin1.GetBytes("{\"\u00ff\":1}");

        var act = () => Safetensors.Parse(FileOf(header, 0), "any");

        act.Should().Throw<InvalidDataException>().WithMessage("*its header is not a JSON object in UTF-8.");
    }

    [Test]
    public void A_missing_file_is_an_ordinary_error_of_files()
    {
        using var folder = new TemporaryFolder();
        var act = () => Safetensors.Parse(Safetensors.ReadBytes(folder["missing"]), folder["missing"]);

        act.Should().Throw<FileNotFoundException>();
    }

    [Test]
    public void Random_changes_of_a_header_give_the_documented_exception_or_a_sound_file()
    {
        var good = FileOf(Encoding.ASCII.GetBytes(Good), 8);
        var change = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte);

        change.Array[1, 6].Sample(changes =>
        {
            var bytes = (byte[])good.Clone();
            foreach (var (position, value) in changes)
            {
                bytes[position] = value;
            }

            IsSoundOrRefused(bytes);
        }, iter: 5000);
    }

    [Test]
    public void Random_texts_as_header_give_the_documented_exception_or_a_sound_file()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"__metadata__\"",
            "0", "4", "-1", "1e9", "null", "true", "\"\\udc00\"", "9223372036854775807",
        ];

        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 30].Sample(
            chosen => IsSoundOrRefused(FileOf(Encoding.ASCII.GetBytes("{" + string.Concat(chosen)), 4)), iter: 5000);
    }

    [Test]
    public void Random_bytes_give_the_documented_exception_or_a_sound_file()
    {
        Gen.Byte.Array[0, 64].Sample(IsSoundOrRefused, iter: 100);
        Gen.Byte.Array[0, 63].Sample(rest => IsSoundOrRefused(FileOf([(byte)'{', .. rest], 0)), iter: 2000);
    }

    private static void IsSoundOrRefused(byte[] bytes)
    {
        try
        {
            var content = Safetensors.Parse(bytes, "any");
            content.Tensors.Sum(tensor => tensor.Data.Length).Should().BeLessThanOrEqualTo(bytes.Length);
        }
        catch (InvalidDataException e)
        {
            e.Message.Should().StartWith("'any' is not a safetensors file: ");
        }
    }

    private static void Refused(string header, int dataLength, string problem)
    {
        var act = () => Safetensors.Parse(FileOf(Encoding.UTF8.GetBytes(header), dataLength), "any");

        act.Should().Throw<InvalidDataException>().WithMessage($"'any' is not a safetensors file: *{problem}*");
    }

    private static byte[] FileOf(byte[] header, int dataLength) =>
        [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[dataLength]];
}
