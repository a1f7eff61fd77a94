import { useApi } from '@backstage/core-plugin-api';
import type { Review } from 'backstage-plugin-security-incidents-common';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { reviewsApiRef } from '../../api';
import { tidyDrafts } from '../../hooks';
import { useReviewMutation } from '../../queries';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { ReviewDrafts } from './ReviewDrafts';

const DraftsContext = createContext<ReviewDrafts | undefined>(undefined);

/** What the reader writes in the review of the page. */
export function useReviewDrafts(): ReviewDrafts {
  const drafts = useContext(DraftsContext);
  if (!drafts)
    throw new Error('Fields of a review need a ReviewDraftsProvider');
  return drafts;
}

/** Keeps what the reader writes in a review, and saves it also when the page is hidden, left or closed. */
export function ReviewDraftsProvider(props: {
  pageKey: string;
  review: Review;
  me?: string;
  /** Whether the reader may write, and the review is a draft. What they typed before waits until then. */
  canWrite: boolean;
  children: ReactNode;
}) {
  const { pageKey, review, me, canWrite } = props;
  const api = useApi(reviewsApiRef);
  const { incident } = useIncidentRecord();
  const { mutateAsync } = useReviewMutation(pageKey);
  const save = (
    request: Parameters<typeof api.saveReview>[1],
    version: number,
  ) =>
    mutateAsync(() =>
      api.saveReview(review.incidentKey, request, { ifMatch: version }),
    );
  const latest = useRef(save);
  latest.current = save;
  const [drafts] = useState(
    () =>
      new ReviewDrafts({
        save: (request, version) => latest.current(request, version),
      }),
  );

  const { id, visibility } = incident;
  const fields = useRef(review.fields);
  fields.current = review.fields;
  useEffect(() => {
    tidyDrafts();
    if (!canWrite) return;
    drafts.open(
      {
        name: `review.${id}`,
        author: me,
        sessionOnly: visibility === 'restricted',
      },
      fields.current,
    );
  }, [canWrite, drafts, id, me, visibility]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') drafts.flush();
    };
    const onClose = (event: BeforeUnloadEvent) => {
      // The browser asks whether to stay.
      if (drafts.isFleeting) event.preventDefault();
      drafts.flush();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onClose);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onClose);
      drafts.flush();
    };
  }, [drafts]);

  return (
    <DraftsContext.Provider value={drafts}>
      {props.children}
    </DraftsContext.Provider>
  );
}
