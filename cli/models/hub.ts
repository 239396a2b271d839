import { HubApiError, listFiles, modelInfo } from '@huggingface/hub';
import { ModelFetchError, ModelIntegrityError } from '../../src/contract/errors';
import type { ExpectedFile } from './download-file';

/** A model hub, and who asks it. */
export interface Hub {
  /** Without a slash at its end. */
  endpoint: string;
  token?: string | undefined;
}

/** One revision of a model on the hub. */
export interface HubModel {
  commit: string;
  license?: string | undefined;
  files: readonly ExpectedFile[];
}

/** What the published flow models hash to: a hub, or a mirror, that says otherwise has another model. */
const KNOWN_MODELS: Record<string, string> = {
  'minuva/MiniLMv2-userflow-v2-onnx': '1f0228740a10c2c7788ee554be779a63aa246fee20736b9a1d713660e41a78f3',
  'minuva/MiniLMv2-agentflow-v2-onnx': 'eccaf10695f61e436649002c5a1a60b64bef42917042b642e4dfc23a984ebca4',
};

/** Asks the hub for a model's files, as they are at a revision. @throws ModelFetchError */
export async function findHubModel(hub: Hub, repo: string, revision: string): Promise<HubModel> {
  const asked = { hubUrl: hub.endpoint, ...(hub.token ? { accessToken: hub.token } : {}) };
  try {
    const info = await modelInfo({ ...asked, name: repo, revision, additionalFields: ['sha', 'cardData'] });
    const files: ExpectedFile[] = [];
    for await (const file of listFiles({ ...asked, repo: { type: 'model', name: repo }, revision: info.sha })) {
      if (file.type !== 'file') continue;
      files.push({
        path: file.path,
        bytes: file.lfs?.size ?? file.size,
        ...(file.lfs ? { sha256: file.lfs.oid } : { gitOid: file.oid ?? '' }),
      });
    }
    // It becomes a folder's name.
    if (!/^[0-9a-f]{40}$/.test(info.sha)) throw new ModelFetchError(`${hub.endpoint} gives no commit for ${repo}`);
    return { commit: info.sha, license: licenseOf(info.cardData), files };
  } catch (error) {
    throw explainHubError(error, `${repo} at "${revision}"`, hub);
  }
}

/** Address of one file of a model. */
export function hubFileUrl(hub: Hub, repo: string, commit: string, path: string): string {
  return `${hub.endpoint}/${repo}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Says what an answer of the hub means for whoever asked. */
export function explainStatus(status: number, what: string, { endpoint, token }: Hub): string {
  if (status === 401 || status === 403) {
    const advice = token ? 'the HF_TOKEN given does not open it' : 'set HF_TOKEN if the model is gated or private';
    return `${endpoint} answers ${status} for ${what}: check the name; ${advice}`;
  }
  if (status === 404) return `${endpoint} has no ${what}: check the name and the revision`;
  return `${endpoint} answers ${status} for ${what}; try again later`;
}

/** Checks the graph of a published flow model; other models pass. @throws ModelIntegrityError */
export function checkKnown(repo: string, graph: ExpectedFile | undefined, { endpoint }: Hub): void {
  const known = KNOWN_MODELS[repo];
  if (known === undefined || graph?.sha256 === known) return;
  throw new ModelIntegrityError(
    `${repo} on ${endpoint} has the sha256 ${graph?.sha256 ?? 'of no graph'} instead of the published ${known}; ` +
      'to use a changed model, download it yourself and add its folder',
  );
}

function licenseOf(card: unknown): string | undefined {
  const license = (card as { license?: unknown } | undefined)?.license;
  return typeof license === 'string' ? license : undefined;
}

function explainHubError(error: unknown, what: string, hub: Hub): Error {
  if (error instanceof ModelFetchError) return error;
  if (error instanceof HubApiError) return new ModelFetchError(explainStatus(error.statusCode, what, hub));
  const { message, cause } = error as Error;
  if (/token/i.test(message)) return new ModelFetchError(`HF_TOKEN cannot be used: ${message}`);
  const reason = cause instanceof Error ? `${message} (${cause.message})` : message;
  return new ModelFetchError(`cannot reach ${hub.endpoint}: ${reason}; HF_ENDPOINT sets another address`);
}
