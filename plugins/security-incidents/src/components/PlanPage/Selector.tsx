import type { PlanSelector } from 'backstage-plugin-security-incidents-common';
import { Fragment, type ReactNode } from 'react';
import { EntityLink } from '../../navigation';
import { useTranslation } from '../../translation';
import { JoinedList } from './JoinedList';

const REF_FIELDS = ['systems', 'domains', 'owners'] as const;
const TEXT_FIELDS = ['types', 'lifecycles', 'tags'] as const;

/** A selector in words, such as "System: Cards or Ledger; Tag: pci". */
export function Selector({ selector }: { selector: PlanSelector }) {
  const { t } = useTranslation();
  const or = t('planText.or');
  const toTextList = (values: string[]) => (
    <JoinedList
      last={or}
      items={values.map(value => ({ id: value, element: value }))}
    />
  );
  const parts: Array<{ id: string; element: ReactNode }> = [];
  if (selector.kind) {
    parts.push({
      id: 'kind',
      element: t('planText.selector.kind', {
        values: toTextList(selector.kind),
      }),
    });
  }
  for (const field of REF_FIELDS) {
    const refs = selector[field];
    if (refs) {
      parts.push({
        id: field,
        element: t(`planText.selector.${field}`, {
          values: (
            <JoinedList
              last={or}
              items={refs.map(ref => ({
                id: ref,
                element: <EntityLink entityRef={ref} hideIcon />,
              }))}
            />
          ),
        }),
      });
    }
  }
  for (const field of TEXT_FIELDS) {
    const values = selector[field];
    if (values) {
      parts.push({
        id: field,
        element: t(`planText.selector.${field}`, {
          values: toTextList(values),
        }),
      });
    }
  }
  for (const [key, value] of Object.entries(selector.annotations ?? {})) {
    parts.push({
      id: key,
      element: t('planText.selector.annotation', { key, values: value }),
    });
  }
  return (
    <>
      {parts.map(({ id, element }, at) => (
        <Fragment key={id}>
          {at > 0 && '; '}
          {element}
        </Fragment>
      ))}
    </>
  );
}
