package org.imprimatur.log;

import java.io.IOException;
import java.util.List;
import org.imprimatur.log.TrailExport.Part;
import org.jspecify.annotations.Nullable;

/** A trail that is read from front to back, wherever it lies: first its keys, then its parts in the order of an export. */
public interface TrailParts {

    /** From the first to the one the log signs with. */
    List<VerifierKey> keys();

    List<VerifierKey> witnesses();

    /**
     * How many entries there were when the first of them was read: whatever was read may have been redacted by one from there on.
     */
    default long begun() {
        return Long.MAX_VALUE;
    }

    /** The next part, or nothing after the last. */
    @Nullable Part next() throws IOException;
}
