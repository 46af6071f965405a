# What can be seen of manifests without a cluster. Reads YAML from files or, as
# `-`, what kustomize made of them. Prints `ok - NAME` or `not ok - NAME`.
import sys

import yaml


def verdict(name, wrong):
    print(("not ok - " if wrong else "ok - ") + name)
    for line in wrong:
        print("    " + line)
    return bool(wrong)


def subset(part, whole):
    return bool(part) and all(whole.get(key) == value for key, value in part.items())


def main(text):
    documents = [one for one in yaml.safe_load_all(text) if one]
    kinds = {}
    for one in documents:
        kinds.setdefault(one["kind"], []).append(one)
    bad = False
    bad |= verdict("every object has a version, a kind and a name", [
        str(one)[:80] for one in documents
        if not (one.get("apiVersion") and one.get("kind") and one.get("metadata", {}).get("name"))])

    [deployment] = kinds["Deployment"]
    [service] = kinds["Service"]
    template = deployment["spec"]["template"]
    pod = template["spec"]
    labels = template["metadata"]["labels"]
    selectors = {
        "Deployment": deployment["spec"]["selector"]["matchLabels"],
        "Service": service["spec"]["selector"],
        "PodDisruptionBudget": kinds["PodDisruptionBudget"][0]["spec"]["selector"]["matchLabels"],
        "NetworkPolicy": kinds["NetworkPolicy"][0]["spec"]["podSelector"]["matchLabels"],
        "spread": pod["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
    }
    bad |= verdict("every selector finds the pods", [
        name for name, selector in selectors.items() if not subset(selector, labels)])

    scaled = kinds["HorizontalPodAutoscaler"][0]["spec"]["scaleTargetRef"]
    bad |= verdict("the autoscaler finds the deployment, which has no number of its own", [
        str(scaled) for _ in [0] if scaled["name"] != deployment["metadata"]["name"]
        or scaled["kind"] != "Deployment" or "replicas" in deployment["spec"]])

    containers = pod["initContainers"] + pod["containers"]
    volumes = {one["name"] for one in pod["volumes"]}
    mounted = {mount["name"] for one in containers for mount in one["volumeMounts"]}
    bad |= verdict("every volume is mounted, and every mount has its volume",
                   sorted(volumes ^ mounted))

    maps = {one["metadata"]["name"]: one["data"] for one in kinds.get("ConfigMap", [])}
    wrong = []
    for volume in pod["volumes"]:
        if "configMap" not in volume:
            continue
        name = volume["configMap"]["name"]
        if name not in maps:
            wrong.append("no ConfigMap " + name)
        for one in containers:
            for mount in one["volumeMounts"]:
                if mount["name"] == volume["name"] and mount.get("subPath") \
                        and mount["subPath"] not in maps.get(name, {}):
                    wrong.append("no file " + mount["subPath"])
    bad |= verdict("every ConfigMap is there, with its files", wrong)

    ports = {port["name"] for one in containers for port in one.get("ports", [])}
    wrong = []
    for one in containers:
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            ask = one.get(probe, {})
            for how in ("httpGet", "tcpSocket"):
                if how in ask and ask[how]["port"] not in ports:
                    wrong.append(f"{one['name']} {probe}")
    served = {port["targetPort"] for port in service["spec"]["ports"]}
    if not served <= ports or "probes" in served:
        wrong.append("service")
    for ingress in kinds.get("Ingress", []):
        for rule in ingress["spec"]["rules"]:
            for path in rule["http"]["paths"]:
                to = path["backend"]["service"]
                if to["name"] != service["metadata"]["name"] \
                        or to["port"]["name"] not in {port["name"] for port in service["spec"]["ports"]}:
                    wrong.append("ingress")
    bad |= verdict("probes, Service and Ingress name ports that there are; nobody outside reaches the probes'", wrong)

    # What the "restricted" standard of Pod Security wants.
    wrong = []
    security = pod["securityContext"]
    if not security.get("runAsNonRoot") or security["seccompProfile"]["type"] != "RuntimeDefault":
        wrong.append("pod")
    if any(pod.get(key) for key in ("hostNetwork", "hostPID", "hostIPC")):
        wrong.append("host")
    for volume in pod["volumes"]:
        if not {"configMap", "secret", "emptyDir", "projected"} & set(volume):
            wrong.append("volume " + volume["name"])
    for one in containers:
        own = one["securityContext"]
        if own.get("allowPrivilegeEscalation") is not False or own["capabilities"]["drop"] != ["ALL"] \
                or own.get("readOnlyRootFilesystem") is not True or own.get("privileged"):
            wrong.append(one["name"])
        if not one["resources"].get("requests") or "memory" not in one["resources"]["limits"]:
            wrong.append(one["name"] + " has no resources")
    bad |= verdict("pods may as little as the standard `restricted` wants, and say what they need", wrong)

    secret = [line for data in maps.values() for text in data.values() for line in text.splitlines()
              if "://" in line and "@" in line and ":" in line.split("://", 1)[1].split("@")[0]]
    bad |= verdict("no ConfigMap holds a password", secret)
    sys.exit(bad)


main(sys.stdin.read())
