import { createHmac, randomUUID } from 'node:crypto';
import type { Demo } from './demo';

/** The secret of the source `github` in the configuration of the demo. */
const SECRET = 'demo-github';

/** A secret scanning alert of GitHub about a repository of the company. */
export function secretAlert(repository: string, number: number): string {
  const found = new Date().toISOString();
  return JSON.stringify({
    action: 'created',
    alert: {
      number,
      created_at: found,
      updated_at: found,
      html_url: `https://github.com/${repository}/security/secret-scanning/${number}`,
      secret_type: 'gateway_api_key',
      secret_type_display_name: 'Gateway API key',
      secret: 'gk_live_e2eExampleOnly',
      validity: 'active',
      state: 'open',
    },
    repository: { full_name: repository },
  });
}

/**
 * Delivers an alert as GitHub does.
 *
 * @param deliveryId - the same for a redelivery
 * @returns the status of the answer
 */
export async function deliver(
  demo: Demo,
  body: string,
  deliveryId: string = randomUUID(),
): Promise<number> {
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const response = await fetch(
    `${demo.url}/api/security-incidents/detections/github`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'secret_scanning_alert',
        'x-github-delivery': deliveryId,
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body,
    },
  );
  return response.status;
}
