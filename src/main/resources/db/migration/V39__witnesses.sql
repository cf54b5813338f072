-- Every witness that ever cosigned, so that its lines can still be told from forged ones when another has taken its place. A row
-- that is missing makes its lines nobody's; one too many adds nothing, because whoever verifies names the witnesses they trust.
CREATE TABLE log_witness (
    vkey     VARCHAR(300) NOT NULL PRIMARY KEY COLLATE utf8mb4_bin,
    named_at DATETIME(6)  NOT NULL
) DEFAULT CHARACTER SET utf8mb4;
