import type { RegisteredObligation } from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useCallback, useState } from 'react';
import { useIncidentObligations } from '../../queries';
import { type Answer, DecideDialog } from '../obligations';

interface Asked {
  row: RegisteredObligation;
  answer?: Answer;
}

/** The dialog reads the other obligations of the incident, whose clocks a decision may move. */
function RowDialog(props: Asked & { onClose(): void }) {
  const { row, answer, onClose } = props;
  const { data } = useIncidentObligations(row.incident.key);
  const [obligation] = useState(row);
  if (!data) return null;
  return (
    <DecideDialog
      subject={{ incident: row.incident, obligation, obligations: data }}
      answer={answer}
      onClose={onClose}
    />
  );
}

/** Opens the decision about a row; the focus goes back to the row afterwards, or to the next one when it has gone. */
export function useDecision(): {
  decide(row: RegisteredObligation, answer?: Answer): void;
  dialog: ReactNode;
} {
  const [asked, setAsked] = useState<Asked>();
  const decide = useCallback(
    (row: RegisteredObligation, answer?: Answer) => setAsked({ row, answer }),
    [],
  );
  const close = () => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
    const at = rows.findIndex(({ dataset }) => dataset.row === asked?.row.id);
    setAsked(undefined);
    const wanted = [asked?.row.id, rows[at + 1]?.dataset.row];
    requestAnimationFrame(() => {
      wanted
        .map(id => document.querySelector<HTMLElement>(`[data-row="${id}"]`))
        .find(Boolean)
        ?.focus();
    });
  };
  return {
    decide,
    dialog: asked && <RowDialog {...asked} onClose={close} />,
  };
}
