package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Credentials")
class CredentialsShapeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MD",
                "MD, PhD",
                "MD,PhD",
                "M.D., Ph.D.",
                "MBChB, MRCP (UK)",
                "MB, BCh",
                "FRCP Edin",
                "DPhil (Oxon)",
                "FRCPath, FACP, FFPMRCA",
                "BSc (Hons), MSc, MPH, DrPH",
                "B.Sc.",
                "PharmD",
                "Dr. med.",
                "Dr. med. univ., MSc",
                "Dr. rer. nat.",
                "Prof. Dr. med. habil.",
                "Priv.-Doz. Dr. med.",
                "Dr. h. c.",
                "Dipl.-Psych.",
                "MB BS, MRCP(UK), FRCS (Plast)",
                "MB BCh BAO, DTM&H, FRANZCOG",
                "MBBChir, BSc(Hons), MD(Res)",
                "PD Dr. med.",
                "apl. Prof. Dr. med.",
                "Ass.-Prof. Dr. rer. medic.",
                "Prof. Dr. Dr. h. c. mult."
            })
    void areDegreesAndTitles(String credentials) {
        assertThat(CredentialsShape.isGood(credentials)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MD, Prof Marie Curie (WHO), Dr Ada Lovelace",
                "Prof Marie Curie",
                "Dr. Ada",
                "Dr. Ada.",
                "Dr Jo Li",
                "Marie",
                "Jo",
                "MARIE CURIE",
                "MB CURIE",
                "PD Marie Curie",
                "M. Curie",
                "MD (Marie Curie)",
                "MD (Curie)",
                "dr. marie curie",
                "MD and Dr Ada",
                "MD; PhD",
                "MD / PhD",
                "MD,, PhD",
                "MD, ",
                ", MD",
                " MD",
                "MD  (UK)",
                "approved by WHO",
                "\u041cD",
                "A, B, C, D, E, F, G, H, I",
                "\u5c45\u91cc"
            })
    void areNoPlaceForAName(String credentials) {
        assertThat(CredentialsShape.isGood(credentials)).isFalse();
    }
}
