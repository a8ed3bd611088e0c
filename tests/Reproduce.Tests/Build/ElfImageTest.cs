using CsCheck;
using Reproduce.Build;

namespace Reproduce.Tests.Build;

public sealed class ElfImageTest
{
    private const string Library = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";

    [Test]
    public void Weakening_sets_the_flag_of_that_version_and_changes_no_other_byte()
    {
        var elf = new SyntheticElf();
        var before = elf.ToBytes();
        var after = before.ToArray();

        var changed = new ElfImage(after).Weaken(Library, Version);

        changed.Should().BeTrue();
        var differences = Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]).ToList();
        differences.Should().Equal(elf.FlagsOffset(versionIndex: 5));
        after[differences[0]].Should().Be(2);
    }

    [Test]
    public void Weakening_twice_changes_nothing_more()
    {
        var image = new SyntheticElf().ToBytes();
        new ElfImage(image).Weaken(Library, Version);
        var once = image.ToArray();

        var changed = new ElfImage(image).Weaken(Library, Version);

        changed.Should().BeFalse();
        image.Should().Equal(once);
    }

    [TestCase("libstdc++.so.6", "GLIBCXX_3.4.33")]
    [TestCase("libstdc++.so.6", "GLIBCXX_3.4.3")]
    [TestCase("libstdc++.so.6", "GLIBC_2.34")]
    [TestCase("libc.so.6", "GLIBCXX_3.4.32")]
    public void A_version_that_is_not_asked_of_the_library_changes_nothing(string library, string version)
    {
        var image = new SyntheticElf().ToBytes();
        var before = image.ToArray();

        var changed = new ElfImage(image).Weaken(library, version);

        changed.Should().BeFalse();
        image.Should().Equal(before);
    }

    [Test]
    public void A_library_that_asks_for_no_version_changes_nothing()
    {
        var image = new SyntheticElf { Needs = [] }.ToBytes();

        var changed = new ElfImage(image).Weaken(Library, Version);

        changed.Should().BeFalse();
    }

    [Test]
    public void A_version_of_the_same_name_that_another_library_is_asked_for_stays()
    {
        var elf = new SyntheticElf { Needs = [("libother.so", [Version]), (Library, [Version])], SymbolVersions = [0, 1, 1, 1, 1, 1] };
        var image = elf.ToBytes();

        new ElfImage(image).Weaken(Library, Version);

        image[elf.FlagsOffset(versionIndex: 2)].Should().Be(0);
        image[elf.FlagsOffset(versionIndex: 3)].Should().Be(2);
    }

    [TestCase(4u, 0u)]
    [TestCase(0u, 4u)]
    public void A_version_whose_symbol_a_relocation_uses_is_refused(uint relocated, uint called)
    {
        var image = new SyntheticElf { Relocations = [1, relocated], PltRelocations = [2, called] }.ToBytes();
        var before = image.ToArray();

        var weaken = () => new ElfImage(image).Weaken(Library, Version);

        weaken.Should().Throw<InvalidOperationException>().WithMessage("GLIBCXX_3.4.32 is needed,*number 4*newer libstdc++.so.6.");
        image.Should().Equal(before);
    }

    [Test]
    public void The_hidden_bit_of_a_symbols_version_does_not_hide_its_use()
    {
        var image = new SyntheticElf { SymbolVersions = [0, 2, 3, 4, 0x8005, 6], Relocations = [4] }.ToBytes();

        var weaken = () => new ElfImage(image).Weaken(Library, Version);

        weaken.Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void The_processor_is_read_from_the_header() => new ElfImage(new SyntheticElf().ToBytes()).Machine.Should().Be(62);

    [TestCase("")]
    [TestCase("#!/bin/sh")]
    [TestCase("a text that is longer than the header of an ELF file, which is 64 bytes long")]
    public void Another_kind_of_file_is_refused(string content)
    {
        var read = () => new ElfImage(System.Text.Encoding.ASCII.GetBytes(content));

        read.Should().Throw<InvalidDataException>().WithMessage("it is not a 64-bit little-endian ELF file.");
    }

    [TestCase(4, (byte)1, TestName = "A_32_bit_file_is_refused")]
    [TestCase(5, (byte)2, TestName = "A_big_endian_file_is_refused")]
    public void Another_kind_of_elf_is_refused(int offset, byte value)
    {
        var image = new SyntheticElf().ToBytes();
        image[offset] = value;

        var read = () => new ElfImage(image);

        read.Should().Throw<InvalidDataException>();
    }

    [Test]
    public void A_file_cut_short_anywhere_is_refused()
    {
        // The last entry of the dynamic table ends it, and only its first half is read.
        var image = new SyntheticElf().ToBytes();

        for (var length = 0; length < image.Length - 8; length++)
        {
            var cut = image[..length];
            var weaken = () => new ElfImage(cut).Weaken(Library, Version);

            weaken.Should().Throw<InvalidDataException>($"{length} bytes of {image.Length} are not the whole");
        }
    }

    [Test]
    public void Damaged_bytes_give_the_documented_errors_and_no_others()
    {
        var whole = new SyntheticElf().ToBytes();
        var damages = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 8];

        damages.Sample(damage =>
        {
            var image = whole.ToArray();
            foreach (var (offset, value) in damage)
            {
                image[offset] = value;
            }

            EndsAsDocumented(image);
        }, iter: 5000);
    }

    [Test]
    public void Garbage_after_a_good_header_gives_the_documented_errors_and_no_others()
    {
        var header = new SyntheticElf().ToBytes()[..176];

        Gen.Byte.Array[0, 4000].Sample(garbage => EndsAsDocumented([.. header, .. garbage]), iter: 1000);
    }

    private static void EndsAsDocumented(byte[] image)
    {
        try
        {
            new ElfImage(image).Weaken(Library, Version);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            error.Message.Should().EndWith(".");
        }
    }
}
