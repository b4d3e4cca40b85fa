/** More than any log has. */
const gap = 1_000_000_000

/**
 * After a restore: people's devices may know positions of this log that are not in the backup. Those must never be given away again,
 * or a device would believe that it has what it never got. Everything moves behind them; who resumes from before is compared by content.
 * Tables that the backup is too old for are passed by.
 */
export const passOverPositions = `
  update documents set snapshot_position = snapshot_position + ${gap};
  update document_updates set position = position + ${gap};
  do $$ begin
    if to_regclass('public.versions') is not null then update versions set position = position + ${gap}; end if;
  end $$`
