-- Why the operator paused a queue, in the operator's words; owners of waiting jobs read it.

ALTER TABLE queue_pauses ADD COLUMN reason TEXT NOT NULL DEFAULT '';
