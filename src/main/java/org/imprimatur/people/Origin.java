package org.imprimatur.people;

/**
 * What wrong passwords are counted by.
 *
 * @param isShared whether many people can come from there, so that it has a limit of its own
 */
record Origin(String text, boolean isShared) {

    /** Whoever is asked again while signed in. */
    static final Origin SIGNING = new Origin("signing", false);

    static Origin address(String address) {
        return new Origin("address " + address, true);
    }

    static Origin device(String name) {
        return new Origin("device " + name, false);
    }
}
