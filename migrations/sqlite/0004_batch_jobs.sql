-- The jobs that answer a batch, in the order asked: its own, and those of others that did the same work already.
CREATE TABLE batch_jobs (
  batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_jobs_by_job ON batch_jobs (job_id);
INSERT INTO batch_jobs (batch_id, position, job_id)
  SELECT batch_id, ROW_NUMBER() OVER (PARTITION BY batch_id ORDER BY created_at, id) - 1, id FROM jobs WHERE batch_id IS NOT NULL;
