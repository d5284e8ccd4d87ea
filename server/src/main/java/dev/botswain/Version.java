package dev.botswain;

/// Which version this is, from the jar's manifest.
final class Version {
  static final String CURRENT = ofPackage(Version.class.getPackage());

  private Version() {}

  private static String ofPackage(Package itself) {
    String version = itself.getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
