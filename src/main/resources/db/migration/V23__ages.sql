-- What the chief editor counts: since when an article stands where it stands, since when a slot waits for somebody, and
-- when it ended. Each is written with the change it dates, so that no list has to reconstruct it.
ALTER TABLE article ADD COLUMN status_since DATETIME(6) NULL;
UPDATE article SET status_since = updated_at;
ALTER TABLE article
    MODIFY COLUMN status_since DATETIME(6) NOT NULL,
    ADD KEY article_status_since (status, status_since, id);

ALTER TABLE review_task
    ADD COLUMN free_since DATETIME(6) NULL,
    ADD COLUMN closed_at  DATETIME(6) NULL;
UPDATE review_task SET free_since = opened_at;
UPDATE review_task t
    JOIN review_round r ON r.id = t.round_id
    LEFT JOIN recommendation v ON v.task_id = t.id
    SET t.closed_at = COALESCE(v.signed_at, r.closed_at, r.decision_since, t.due_at)
    WHERE t.state IN ('DONE', 'CLOSED');
ALTER TABLE review_task
    MODIFY COLUMN free_since DATETIME(6) NOT NULL,
    ADD KEY review_task_due (state, due_at, id),
    ADD KEY review_task_free (state, free_since, id),
    ADD KEY review_task_closed (closed_at);

ALTER TABLE review_round
    ADD KEY review_round_opened (opened_at);
ALTER TABLE recommendation
    ADD KEY recommendation_signed (signed_at, reviewer);
ALTER TABLE approval
    ADD KEY approval_approved (approved_at, article_id, revision, round);
