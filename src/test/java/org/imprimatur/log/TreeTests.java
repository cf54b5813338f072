package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The tree")
class TreeTests {

    /** The eight entries that the logs of Certificate Transparency have been tested with since RFC 6962. */
    static final List<Hash> EIGHT =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(HexFormat.of()::parseHex)
                    .map(Hasher::leaf)
                    .toList();

    static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hashesWhatIsKnown() {
        assertThat(Hasher.EMPTY_ROOT.hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Hasher.leaf("L123456".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        assertThat(
                        Hasher.node(
                                        new Hash("N123".getBytes(StandardCharsets.US_ASCII)),
                                        new Hash("N456".getBytes(StandardCharsets.US_ASCII)))
                                .hex())
                .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    }

    @Test
    void hasTheRootsOfCertificateTransparency() {
        for (var size = 0; size <= EIGHT.size(); size++) {
            assertThat(Trees.root(EIGHT.subList(0, size)).hex()).isEqualTo(ROOTS.get(size));
            assertThat(Trees.subtrees(EIGHT).root(size).hex()).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void hasTheProofsOfCertificateTransparency() {
        var tree = Trees.subtrees(EIGHT);

        assertThat(tree.inclusion(0, 1).path()).isEmpty();
        assertThat(hex(tree.inclusion(0, 8).path()))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(tree.inclusion(5, 8).path()))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hex(tree.inclusion(2, 3).path()))
                .containsExactly(
                        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(tree.consistency(1, 1).path()).isEmpty();
        assertThat(hex(tree.consistency(6, 8).path()))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hex(tree.consistency(2, 5).path()))
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void growsAsTheWholeTreeIsHashed() {
        var leaves = Trees.leaves(300);
        var range = new CompactRange();
        for (var size = 0; size <= leaves.size(); size++) {
            assertThat(range.size()).isEqualTo(size);
            assertThat(range.root()).isEqualTo(Trees.root(leaves.subList(0, size)));
            if (size < leaves.size()) {
                range = new CompactRange(range.size(), range.subtrees());
                range.append(leaves.get(size));
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new CompactRange(3, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CompactRange(-1, List.of()));
    }

    @Test
    void provesEveryEntryAndEveryGrowthOfSmallTrees() {
        var leaves = Trees.leaves(66);
        var tree = Trees.subtrees(leaves);
        for (var size = 0; size <= leaves.size(); size++) {
            var root = Trees.root(leaves.subList(0, size));
            assertThat(tree.root(size)).isEqualTo(root);
            for (var index = 0; index < size; index++) {
                var proof = tree.inclusion(index, size);
                assertThat(proof.verifies(leaves.get(index), root)).isTrue();
                refusesMutants(proof, leaves.get(index), root);
            }
            for (var old = 0; old <= size; old++) {
                var oldRoot = Trees.root(leaves.subList(0, old));
                var proof = tree.consistency(old, size);
                assertThat(proof.verifies(oldRoot, root)).isTrue();
                refusesMutants(proof, oldRoot, root);
            }
        }
    }

    @Test
    void provesRandomEntriesAndGrowths() {
        provesRandomTrees(100);
    }

    @Test
    @Tag("full")
    void provesRandomEntriesAndGrowthsOfAHundredThousandTrees() {
        provesRandomTrees(100_000);
    }

    @Test
    void countsBeyondThirtyTwoBits() {
        var size = (1L << 40) + 12_345;
        var proof = new Large(size - 7).inclusion(size - 7, size);

        assertThat(proof.path()).hasSize(9);
        assertThat(proof.verifies(Large.MARKED, new Large(size - 7).root(size))).isTrue();
        assertThat(proof.verifies(Large.OTHER, new Large(size - 7).root(size))).isFalse();
        var tree = new Large(5);
        assertThat(tree.consistency(1L << 39, size).verifies(tree.root(1L << 39), tree.root(size)))
                .isTrue();
    }

    @Nested
    @DisplayName("proves nothing about")
    class Outside {

        final Subtrees tree = Trees.subtrees(EIGHT);

        @Test
        void entriesThatItDoesNotHave() {
            assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(8, 8));
            assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(-1, 8));
            assertThat(new InclusionProof(-1, 1, List.of()).verifies(EIGHT.get(0), EIGHT.get(0)))
                    .isFalse();
            assertThat(new InclusionProof(1, 1, List.of()).verifies(EIGHT.get(0), EIGHT.get(0)))
                    .isFalse();
            assertThat(new InclusionProof(0, 0, List.of()).verifies(EIGHT.get(0), EIGHT.get(0)))
                    .isFalse();
        }

        @Test
        void treesThatItWasNot() {
            assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(8, 7));
            assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(-1, 7));
            var root = Trees.root(EIGHT);
            assertThat(new ConsistencyProof(-1, 8, List.of()).verifies(root, root)).isFalse();
            assertThat(new ConsistencyProof(9, 8, List.of()).verifies(root, root)).isFalse();
            assertThat(new ConsistencyProof(0, 8, List.of()).verifies(root, root)).isFalse();
            assertThat(new ConsistencyProof(4, 8, List.of()).verifies(root, root)).isFalse();
            assertThat(new ConsistencyProof(8, 8, List.of(root)).verifies(root, root)).isFalse();
            assertThat(new ConsistencyProof(0, 8, List.of(root)).verifies(Hasher.EMPTY_ROOT, root))
                    .isFalse();
        }
    }

    private static void provesRandomTrees(int trees) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_301);
        for (var i = 0; i < trees; i++) {
            var leaves = Trees.leaves(1 + random.nextInt(i % 10 == 0 ? 4_096 : 64), random);
            var size = leaves.size();
            var tree = Trees.subtrees(leaves);
            var root = Trees.root(leaves);
            var index = random.nextInt(size);
            var inclusion = tree.inclusion(index, size);
            assertThat(inclusion.verifies(leaves.get(index), root)).isTrue();
            assertThat(mutated(inclusion, random).verifies(leaves.get(index), root)).isFalse();
            var old = random.nextInt(size + 1);
            var oldRoot = Trees.root(leaves.subList(0, old));
            var consistency = tree.consistency(old, size);
            assertThat(consistency.verifies(oldRoot, root)).isTrue();
            assertThat(mutated(consistency, random).verifies(oldRoot, root)).isFalse();
            var bit = random.nextInt(256);
            assertThat(inclusion.verifies(Trees.flipped(leaves.get(index), bit), root)).isFalse();
            assertThat(inclusion.verifies(leaves.get(index), Trees.flipped(root, bit))).isFalse();
            assertThat(consistency.verifies(oldRoot, Trees.flipped(root, bit))).isEqualTo(old == 0);
            assertThat(consistency.verifies(Trees.flipped(oldRoot, bit), root)).isFalse();
        }
    }

    private static InclusionProof mutated(InclusionProof proof, RandomGenerator random) {
        return new InclusionProof(proof.index(), proof.size(), mutated(proof.path(), random));
    }

    private static ConsistencyProof mutated(ConsistencyProof proof, RandomGenerator random) {
        return new ConsistencyProof(
                proof.oldSize(), proof.newSize(), mutated(proof.path(), random));
    }

    /** One hash too many, too few, exchanged or changed in a bit. */
    private static List<Hash> mutated(List<Hash> path, RandomGenerator random) {
        var changed = new ArrayList<>(path);
        var at = path.isEmpty() ? 0 : random.nextInt(path.size());
        switch (path.isEmpty() ? 0 : random.nextInt(path.size() > 1 ? 4 : 3)) {
            case 0 -> changed.add(at, Hasher.EMPTY_ROOT);
            case 1 -> changed.remove(at);
            case 2 -> changed.set(at, Trees.flipped(path.get(at), random.nextInt(256)));
            default -> changed.addFirst(changed.removeLast());
        }
        return changed;
    }

    private static void refusesMutants(InclusionProof proof, Hash leaf, Hash root) {
        for (var path : mutants(proof.path())) {
            assertThat(new InclusionProof(proof.index(), proof.size(), path).verifies(leaf, root))
                    .isFalse();
        }
        assertThat(proof.verifies(Hasher.EMPTY_ROOT, root)).isFalse();
        assertThat(proof.verifies(leaf, Hasher.EMPTY_ROOT)).isFalse();
        assertThat(
                        new InclusionProof(proof.index() + 1, proof.size(), proof.path())
                                .verifies(leaf, root))
                .isFalse();
    }

    private static void refusesMutants(ConsistencyProof proof, Hash oldRoot, Hash root) {
        for (var path : mutants(proof.path())) {
            assertThat(
                            new ConsistencyProof(proof.oldSize(), proof.newSize(), path)
                                    .verifies(oldRoot, root))
                    .isFalse();
        }
        if (proof.oldSize() > 0) {
            assertThat(proof.verifies(Hasher.EMPTY_ROOT, root)).isFalse();
            assertThat(proof.verifies(oldRoot, Hasher.EMPTY_ROOT)).isFalse();
        }
    }

    private static List<List<Hash>> mutants(List<Hash> path) {
        var mutants = new ArrayList<List<Hash>>();
        for (var at = 0; at <= path.size(); at++) {
            var longer = new ArrayList<>(path);
            longer.add(at, Hasher.EMPTY_ROOT);
            mutants.add(longer);
            if (at < path.size()) {
                var shorter = new ArrayList<>(path);
                shorter.remove(at);
                mutants.add(shorter);
                var changed = new ArrayList<>(path);
                changed.set(at, Trees.flipped(path.get(at), at));
                mutants.add(changed);
            }
        }
        return mutants;
    }

    private static List<String> hex(List<Hash> path) {
        return path.stream().map(Hash::hex).toList();
    }

    /** A tree too large to hold, all of whose leaves but one are the same. */
    private record Large(long marked) implements Subtrees {

        static final Hash MARKED = Hasher.leaf(new byte[] {1});
        static final Hash OTHER = Hasher.leaf(new byte[] {0});

        @Override
        public Hash hash(int level, long index) {
            if (level == 0) {
                return index == marked ? MARKED : OTHER;
            }
            return Hasher.node(same(level - 1, 2 * index), same(level - 1, 2 * index + 1));
        }

        private Hash same(int level, long index) {
            if (marked >> level == index) {
                return hash(level, index);
            }
            var hash = OTHER;
            for (var height = 0; height < level; height++) {
                hash = Hasher.node(hash, hash);
            }
            return hash;
        }
    }
}
