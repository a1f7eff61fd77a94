import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDetections, useDetectionSources } from '../../queries';
import { useBulk } from './bulk/useBulk';
import { useDecisions } from './useDecisions';
import { toDetectionQuery, useInboxAddress } from './useInboxAddress';

/** How many rows are asked for, then after each `Show more`; the last is the most that the API answers. */
const SIZES = [50, 100, 200];
const NONE: readonly DetectionSummary[] = [];

/** The four decisions. */
export const DECISION_KINDS = [
  'attach',
  'promote',
  'dismiss',
  'suppress',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** Which rows are selected for one decision about all of them. */
function useSelection(rows: readonly DetectionSummary[], list: string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string>();
  useEffect(() => setIds(new Set()), [list]);
  const set = useCallback((id: string, isSelected: boolean) => {
    anchor.current = id;
    setIds(before => {
      const next = new Set(before);
      if (isSelected) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  return {
    ids,
    selected: rows.filter(({ id }) => ids.has(id)),
    set,
    /** Selects every row from the last one that was selected to this one. */
    selectTo(id: string) {
      const to = rows.findIndex(row => row.id === id);
      const from = rows.findIndex(row => row.id === anchor.current);
      const [first, last] = [from < 0 ? to : from, to].sort((a, b) => a - b);
      const range = rows.slice(first, last + 1).map(row => row.id);
      setIds(before => new Set([...before, ...range]));
    },
    setAll: (isSelected: boolean) =>
      setIds(new Set(isSelected ? rows.map(({ id }) => id) : [])),
  };
}

/** Everything that list, detail and keys of the inbox share. */
export function useInbox() {
  const address = useInboxAddress();
  const { filters, list, select } = address;
  const [size, setSize] = useState(0);
  const panel = useDetections({
    ...toDetectionQuery(filters),
    limit: SIZES[size],
  });
  const sources = useDetectionSources().data?.items;
  const decisions = useDecisions();
  const bulk = useBulk();
  const rows = bulk.run?.rows ?? panel.data?.items ?? NONE;
  const selection = useSelection(rows, list);
  const currentId = address.id ?? rows[0]?.id;
  const index = rows.findIndex(({ id }) => id === currentId);
  const [focusId, setFocusId] = useState<string>();
  const [choice, setChoice] = useState<{ id: string; kind: DecisionKind }>();
  const confirm = useRef<() => void>(() => {});

  const go = (row: DetectionSummary | undefined) => {
    setFocusId(row?.id);
    select(row?.id);
  };
  return {
    address,
    panel,
    sources,
    decisions,
    bulk,
    selection,
    rows,
    index,
    currentId,
    /** The row that a key or a decision moved to. */
    focusId,
    current: rows[index] as DetectionSummary | undefined,
    sourceTitle: (id: string) =>
      sources?.find(source => source.id === id)?.title ?? id,
    choice: choice?.id === currentId ? choice?.kind : undefined,
    choose: (kind: DecisionKind) =>
      currentId !== undefined && setChoice({ id: currentId, kind }),
    /** What Enter on the row does; the form of the decision sets it. */
    confirm,
    move(by: 1 | -1) {
      // The first key shows where the selection is; the next ones move it.
      const isHere = focusId !== undefined && focusId === currentId;
      const next = isHere ? rows[index + by] : rows[Math.max(0, index)];
      if (next) go(next);
    },
    goTo: (id: string) => {
      setFocusId(id);
      select(id);
    },
    /** Keeps the decision, and moves to the next row. */
    onDecided(
      detection: DetectionSummary,
      text: string,
      undo: () => Promise<unknown>,
    ) {
      const counts = panel.data?.counts;
      const before =
        filters.view === 'unmapped' ? counts?.unmapped : counts?.new;
      decisions.made(
        { detection, text, undo },
        before === undefined ? undefined : Math.max(0, before - 1),
      );
      const at = rows.findIndex(({ id }) => id === detection.id);
      go(rows[at + 1] ?? rows[at - 1]);
    },
    showMore:
      panel.data?.pageInfo.nextCursor && size < SIZES.length - 1
        ? () => setSize(before => before + 1)
        : undefined,
  };
}

export type Inbox = ReturnType<typeof useInbox>;
