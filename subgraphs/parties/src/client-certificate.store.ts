/** Client certificates by platform, and what the hub's own client needs to know to call one. */
import { Problem } from '@chargesphere/schema';
import { ClientCertificate } from './client-certificate.entity.js';
import { certificateIn } from './client-certificate.rules.js';
import type { Ground } from './ground.js';
import { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { isPlatformId, lockPlatform } from './platform.store.js';
import type { OverlongText, TrailingSlash } from './quirks.js';

/** How requests to a platform are made. */
export interface CallStyle {
  trailingSlash: TrailingSlash;
  overlongTexts: OverlongText;
  /** PEM. */
  certificate: string | null;
  /** PEM, in the clear. */
  key: string | null;
}

export class ClientCertificateStore {
  constructor(private readonly ground: Ground) {}

  /** In the order asked for. */
  async ofPlatforms(ids: readonly string[]): Promise<(ClientCertificate | undefined)[]> {
    const found = await this.ground.orm.em.fork().find(ClientCertificate, { platform: { $in: [...ids] } });
    const byPlatform = new Map(found.map((one) => [one.platform.id, one]));
    return ids.map((id) => byPlatform.get(id));
  }

  async set(
    { platformId, ...given }: { platformId: string; certificate: string; key: string },
    by: string,
  ): Promise<Platform> {
    const now = this.ground.now();
    const { key, ...certificate } = certificateIn(given, now);
    const record = { ...certificate, sealedKey: this.ground.vault.encrypt(key), setAt: now, setBy: by };
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      const known = await em.findOne(ClientCertificate, { platform: platform.id });
      if (known) em.assign(known, record);
      else em.create(ClientCertificate, { platform, ...record });
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }

  async remove(platformId: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      const known = await em.findOne(ClientCertificate, { platform: platform.id });
      if (!known)
        throw new Problem('NOT_FOUND', `${platform.name} has no certificate of its own in this hub.`);
      em.remove(known);
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }

  async callStyle(platformId: string): Promise<CallStyle | null> {
    const em = this.ground.orm.em.fork();
    const platform = isPlatformId(platformId) ? await em.findOne(Platform, { id: platformId }) : null;
    if (!platform) return null;
    const certificate = await em.findOne(ClientCertificate, { platform: platform.id });
    return {
      trailingSlash: platform.trailingSlash,
      overlongTexts: platform.overlongTexts,
      certificate: certificate?.chain ?? null,
      key: certificate ? this.ground.vault.decrypt(certificate.sealedKey) : null,
    };
  }
}
