import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  ActionPage,
  ActionQuery,
  FollowUpCounts,
  RelatedReview,
  Review,
  ReviewPage,
  ReviewQuery,
} from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { reviewsApiRef } from '../api';
import { queryKeys } from './keys';
import {
  followIncidents,
  PAUSE_FOR_OTHERS_MS,
  PAUSE_MS,
  type PanelQuery,
  usePanelQuery,
} from './usePanelQuery';

const reviewKey = (pageKey: string) =>
  queryKeys.incidentPart(pageKey, 'review');

/**
 * The review of an incident. It is read again with each change of the incident.
 *
 * @param pageKey - the key or id in the address of its page
 */
export function useReview(
  pageKey: string,
  options: { enabled?: boolean } = {},
): PanelQuery<Review> {
  const api = useApi(reviewsApiRef);
  return usePanelQuery<Review>({
    ...options,
    queryKey: reviewKey(pageKey),
    queryFn: ({ signal }) => api.getReview(pageKey, { signal }),
  });
}

/** Runs changes that answer the review of an incident, and shows it. */
export function useReviewMutation(pageKey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<Review>) => change(),
    onSuccess: review => {
      client.setQueryData(reviewKey(pageKey), review);
      client.invalidateQueries({
        queryKey: queryKeys.incident(pageKey),
        exact: true,
      });
      client.invalidateQueries({ queryKey: queryKeys.followUp() });
      client.invalidateQueries({ queryKey: queryKeys.work() });
    },
    onError: () => client.invalidateQueries({ queryKey: reviewKey(pageKey) }),
  });
}

/**
 * Finished reviews of similar incidents.
 *
 * @param pageKey - the key or id in the address of the incident's page
 */
export function useRelatedReviews(
  pageKey: string,
): PanelQuery<{ items: RelatedReview[] }> {
  const api = useApi(reviewsApiRef);
  return usePanelQuery<{ items: RelatedReview[] }>({
    queryKey: queryKeys.incidentPart(pageKey, 'related-reviews'),
    queryFn: ({ signal }) => api.getRelatedReviews(pageKey, { signal }),
  });
}

/** Finished reviews of the incidents of an entity. */
export function useEntityReviews(
  entityRef: string,
): PanelQuery<{ items: RelatedReview[] }> {
  const api = useApi(reviewsApiRef);
  return usePanelQuery<{ items: RelatedReview[] }>({
    queryKey: queryKeys.entityPart(entityRef, 'reviews'),
    queryFn: ({ signal }) => api.getEntityReviews(entityRef, { signal }),
  });
}

/** A part of the register of reviews. */
export function useReviewRegister(
  query: ReviewQuery,
  options: { enabled?: boolean } = {},
): PanelQuery<ReviewPage> {
  const api = useApi(reviewsApiRef);
  return usePanelQuery<ReviewPage>({
    ...options,
    queryKey: queryKeys.followUp('reviews', query),
    keepWhile: queryKeys.followUp('reviews'),
    follow: followIncidents(
      ({ items }) => items.map(({ incident }) => incident.id),
      PAUSE_MS,
    ),
    queryFn: ({ signal }) => api.listReviews(query, { signal }),
  });
}

/** A part of the register of actions. */
export function useActionRegister(query: ActionQuery): PanelQuery<ActionPage> {
  const api = useApi(reviewsApiRef);
  const [group] = query.group ?? [];
  return usePanelQuery<ActionPage>({
    queryKey: queryKeys.followUp('actions', group, query),
    keepWhile: queryKeys.followUp('actions', group),
    follow: followIncidents(
      ({ items }) => items.map(({ incident }) => incident.id),
      PAUSE_MS,
    ),
    queryFn: ({ signal }) => api.listActions(query, { signal }),
  });
}

/** What is overdue, for the badge of the tab. */
export function useFollowUpCounts(): FollowUpCounts | undefined {
  const api = useApi(reviewsApiRef);
  const { data } = usePanelQuery<FollowUpCounts>({
    queryKey: queryKeys.followUp('counts'),
    follow: followIncidents(() => [], PAUSE_FOR_OTHERS_MS),
    queryFn: ({ signal }) => api.getFollowUpCounts({ signal }),
  });
  return data;
}

/** Reads everything again that a change of a review or an action changes. */
export function useFollowUpChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    () => client.invalidateQueries({ queryKey: queryKeys.all }),
    [client],
  );
}
