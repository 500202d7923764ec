#!/usr/bin/env python3
"""From rustdoc's JSON of the crate: Rust that takes the address of every public function, so that each is compiled and linked.

    inventory.py nlwire.json exceptions >probes.rs

Rustdoc itself finds the functions, so that no list of ours can fall behind: free ones, methods, and what traits bring, but for what
`#[derive]` writes (it calls the same of each field and no more; `Debug` alone is more) and for traits of other crates than this one, core
and a few (OTHERS). Generic ones are taken with up to three sets of types each (STAND_INS). What this program cannot write down is an error;
what the proof is to pass over stands in `exceptions` with its reason."""
import json
import re
import sys

# Versions of rustdoc's format that were tried: Rust 1.95 to 1.97.
FORMATS = range(57, 58)

# What stands for a generic parameter: by its owner and name, else by a trait that it must have, else by its name. Where there are several,
# the function is probed with each; what stands at the same place goes together.
ENTRIES = "crate::Kept", "::heapless::Vec<u8, 64>"
ELEMENTS = "::core::option::IntoIter<::nlwire::netfilter::nftables::Element<'static>>"
ERRORS = "crate::WireError", "::nlwire::socket::SocketError", "::nlwire::client::MockError"
STAND_INS = {
    "Json.T": "::nlwire::schema::Described<'static>", "Field.T": "::nlwire::route::IfInfo", "Field.N": "u8",
    "Extensible.T": "::nlwire::route::LinkStats64", "Tracer.T": ("crate::Wire", "::nlwire::socket::Socket"),
    "Tracer.W": ("crate::Sink", "&'static mut (dyn ::core::fmt::Write + 'static)"), "Tracer.D": "crate::Names",
    "Allow.C": "crate::Ask", "Matching.M": "crate::Passes", "Matching.Q": "crate::Find", "MultiQuery.Q": "crate::Find", "NoAckQuery.Q": "crate::Find", "ExpectedQuery.Q": "crate::Find", "WiphyParts.Q": "::nlwire::genl::Command<::nlwire::genl::nl80211::Nl80211>", "ReadCall.Q": "crate::Find", "ReadCall.R": "u32", "read.R": "u32",
    "ChainRule.F": "crate::Rules", "Chain.F": "crate::Rules", "NatTarget.A": "::core::net::Ipv4Addr", "Set.I": ELEMENTS, "Elements.I": ELEMENTS,
    "Links.S": "::nlwire::route::NextHop", "InlineStr.N": "16", "FixedStr.N": "16", "MacField.N": "16", "Slot.E": ENTRIES, "Cache.E": ENTRIES,
    "Suites.S": "::nlwire::genl::nl80211::CipherSuite", "Be.T": "u32", "At.V": "u32", "At.P": "u32", "OneOf.V": "u32",
    "IndexMap.K": "::nlwire::cache::At<::nlwire::route::TablesKey>", "IndexMap.V": "::nlwire::cache::Slot<crate::Kept>",
    "IndexMap.S": "crate::Fnv", "WithHeader.V": "::nlwire::wire::Attrs<'static, ::nlwire::route::Link>",

    "Put": ("u32", "&'static str"), "Struct.S": "::nlwire::route::IfInfo", "AttributeType": "u32", "NamedNumber": "::nlwire::wire::NewFlags",
    "CStruct": ("::nlwire::route::IfInfo", "::nlwire::route::RtMsg"),
    "OfDevice": "::nlwire::genl::ethtool::LinkModes", "AttributeSet": ("::nlwire::route::Link", "::nlwire::route::Route"), "StructField": "u8",
    "Number": ("u32", "u16"), "Value": ("u32", "::nlwire::wire::Str<'static>"), "Encode": ("u32", "::nlwire::wire::Str<'static>"),
    "Selector": "::nlwire::route::LinkKind", "Linked": "::nlwire::route::RtNextHop", "Int": ("u32", "u16"),
    "Operation": ("::nlwire::route::GetLink", "::nlwire::route::GetRoute"),
    "Transport": ("crate::Wire", "::nlwire::socket::Socket", "::nlwire::client::MockTransport<'static, crate::Teller>"),
    "TransportError": ERRORS, "Output": ("crate::Growing", "::heapless::Vec<u8, 64>", "::arrayvec::ArrayVec<u8, 64>"),
    "RequestFlags": "::nlwire::wire::NewFlags", "CacheSpec": "::nlwire::route::Tables",
    "Store": ("crate::Shelf", "::nlwire::cache::Fixed<::nlwire::route::Tables, ::heapless::Vec<u8, 64>, 4>"), "Bytes": ENTRIES,
    "Query": ("crate::Find", "::nlwire::route::GetRoute"), "Call": "crate::Ask", "InetProtocol": "::nlwire::sock_diag::Tcp",
    "Buffer": "&'static mut [u8]", "GroupId": "u32", "FamilyMessage": "::nlwire::genl::ControlMessage<'static>",
    "MessageEnum": "::nlwire::route::RouteMessage<'static>",
    "Reply": "::nlwire::route::Link",
    "EventHandler": ("crate::Heard", "::nlwire::client::DiscardEvents"), "FieldValue": ("u16", "::core::net::Ipv6Addr"),
    "FieldList": "::nlwire::netfilter::nftables::PacketField<u32>",
    "Create": ("::nlwire::netfilter::nftables::Table<'static>", "::nlwire::netfilter::nftables::Set<'static>"),
    "Delete": ("::nlwire::netfilter::nftables::Table<'static>", "::nlwire::netfilter::nftables::Set<'static>"),
    "Test": "::nlwire::bpf::Compare<u16, u16>", "Several": "[u32; 4]", "Serializer": "crate::Counting",

    ".S": ("::nlwire::route::Link", "::nlwire::route::Route"), ".V": ("u32", "::nlwire::wire::Str<'static>"), ".E": ERRORS, ".U": "()",
    ".R": "::nlwire::route::Link", ".X": "::nlwire::route::LinkKind", ".O": ("::nlwire::route::GetLink", "::nlwire::route::GetRoute"),
    ".H": "::nlwire::route::RtNextHop", ".P": "u32", ".T": "u32", ".Z": "crate::Counting",
    ".F": "crate::Teller", ".K": "u32", ".I": "u32", ".A": "u32", ".B": "u32", ".L": "[u32; 4]", "const": "4",
}
TURNS = max(len(kinds) for kinds in STAND_INS.values() if isinstance(kinds, tuple))
turn = 0


def stand_in(what):
    kinds = STAND_INS.get(what)
    return kinds[min(turn, len(kinds) - 1)] if isinstance(kinds, tuple) else kinds


# What makes the compiler compile an `impl Trait` that a function gives: `crate::next1` for a function of one argument.
OPAQUE = {"Iterator": "next", "Test": "write", "Query": "query", "Call": "call"}
# Crates whose traits our types have, or whose types have our traits: by what name the program of the proof knows them.
OTHERS = {"heapless": "heapless", "arrayvec": "arrayvec", "serde_core": "serde", "serde": "serde"}


class Unnamed(Exception):
    """There is no way to write it down."""


class Private(Exception):
    """Nobody but the crate can name it: who uses it is probed."""


document = json.load(open(sys.argv[1]))
if document["format_version"] not in FORMATS:
    sys.exit(f"inventory: rustdoc's JSON has format {document['format_version']}, this program knows {FORMATS.start} to "
             f"{FORMATS.stop - 1}: take another compiler, or see whether the program holds for that one, too, and add it to FORMATS")
index, paths = document["index"], document["paths"]


def item(number):
    return index.get(str(number))


def kind_of(thing):
    """A `{kind: contents}` of the document as a pair."""
    return next(iter(thing.items()))


def last(path):
    return path.split("::")[-1]


# ---- the shortest way to each item, by modules and re-exports that are public

public = {}


def walk(module, prefix):
    modules = []
    for number in item(module)["inner"]["module"]["items"]:
        found = item(number)
        if found is None or found["visibility"] not in ("public", "default"):
            continue
        kind, inner = kind_of(found["inner"])
        name = found["name"]
        if kind == "use":
            number, name = inner["id"], inner["name"]
            if number is None:
                continue
            if item(number) is None:
                public.setdefault(number, f"{prefix}::{name}")  # another crate's, by our name for it
                continue
            kind = kind_of(item(number)["inner"])[0]
            if inner["is_glob"]:
                if kind == "module":
                    walk(number, prefix)
                continue
        path = f"{prefix}::{name}"
        if number not in public or len(path) < len(public[number]):
            public[number] = path
            if kind == "module":
                modules.append((number, path))
    for number, path in modules:
        walk(number, path)


def path_of(number, name):
    if number in public:
        return public[number]
    if item(number) and item(number)["visibility"] not in ("public", "default"):
        raise Private
    summary = paths.get(str(number))
    if summary and summary["crate_id"] != 0:
        parts = summary["path"]
        if parts[0] in ("core", "alloc", "std"):
            return f"::core::{parts[1]}::{parts[-1]}" if len(parts) > 2 else f"::core::{parts[-1]}"
        if parts[0] in OTHERS:
            return f"::{name}" if name.startswith(parts[0]) else f"::{OTHERS[parts[0]]}::{parts[-1]}"
    raise Unnamed(f"{name} has no public path")


# ---- types, as Rust

def arguments(args, env):
    if not args:
        return ""
    out = []
    for arg in args["angle_bracketed"]["args"]:
        kind, inner = kind_of(arg)
        if kind == "lifetime":
            out.append(inner if inner == "'static" else "'_")
        elif kind == "type":
            out.append(render(inner, env))
        else:
            out.append(env.get(inner["expr"], inner["expr"]))
    return f"<{', '.join(out)}>" if out else ""


# Parameters of traits that rustdoc leaves out where a bound has them.
TRAIT_ARGUMENTS = {"Entry": "<::nlwire::route::Tables>"}


def trait_of(trait, env):
    path, given = path_of(trait["id"], trait["path"]), arguments(trait["args"], env)
    return path + (given or TRAIT_ARGUMENTS.get(last(path), ""))


def render(ty, env):
    kind, inner = kind_of(ty)
    if kind == "primitive":
        return "!" if inner == "never" else inner
    if kind == "generic" and inner in env:
        return env[inner]
    if kind == "resolved_path":
        return path_of(inner["id"], inner["path"]) + arguments(inner["args"], env)
    if kind == "borrowed_ref":
        return f"&{'mut ' if inner['is_mutable'] else ''}{render(inner['type'], env)}"
    if kind == "slice":
        return f"[{render(inner, env)}]"
    if kind == "array":
        return f"[{render(inner['type'], env)}; {env.get(inner['len'], inner['len'])}]"
    if kind == "tuple":
        return f"({''.join(render(each, env) + ', ' for each in inner)})"
    if kind == "qualified_path":
        whose, trait = render(inner["self_type"], env), inner["trait"]
        owner = f"<{whose} as {trait_of(trait, env)}>" if trait else f"<{whose}>"
        return f"{owner}::{inner['name']}{arguments(inner['args'], env)}"
    if kind == "dyn_trait":
        return f"(dyn {' + '.join(trait_of(each['trait'], env) for each in inner['traits'])})"
    if kind == "function_pointer":
        return function_type((ty for _, ty in inner["sig"]["inputs"]), inner["sig"]["output"], env)
    if kind == "impl_trait":
        return implementor(inner[0]["trait_bound"]["trait"], env)
    raise Unnamed(f"the type {json.dumps(ty)[:200]}")


def function_type(inputs, output, env):
    return f"fn({', '.join(render(ty, env) for ty in inputs)}){' -> ' + render(output, env) if output else ''}"


def lasting(text):
    """A type with `'static` for every lifetime."""
    return re.sub(r"&(?!')", "&'static ", text).replace("'_", "'static")


def implementor(trait, env):
    """A type that has a trait."""
    name, args = last(trait["path"]), trait["args"] or {}
    if name in ("Fn", "FnMut", "FnOnce"):
        return function_type(args["parenthesized"]["inputs"], args["parenthesized"]["output"], env)
    brackets = args.get("angle_bracketed", {"args": [], "constraints": []})
    if name in ("IntoIterator", "Iterator"):
        for each in brackets["constraints"]:
            if each["name"] == "Item":
                return lasting(f"::core::option::IntoIter<{render(each['binding']['equality']['type'], env)}>")
    types = [lasting(render(arg["type"], env)) for arg in brackets["args"] if "type" in arg]
    if name in ("Into", "Put") and types:
        return types[0]
    if name == "AsRef":
        return f"&'static {types[0]}"
    if name == "AnyKey":
        return f"::nlwire::wire::Key<{types[0]}, {types[1]}>"
    if name in STAND_INS:
        return stand_in(name)
    raise Unnamed(f"a type that has {name}")


def kept_in(trait):
    """The integer that `NamedNumber<Repr = ...>` names, if it names one."""
    brackets = (trait["args"] or {}).get("angle_bracketed") or {}
    for each in brackets.get("constraints", []):
        return each["binding"]["equality"]["type"].get("primitive")
    return None


def traits_of(parameter, generics):
    """The traits that a parameter must have."""
    kind, inner = kind_of(parameter["kind"])
    bounds = list(inner["bounds"]) if kind == "type" else []
    for where in generics["where_predicates"]:
        if "bound_predicate" in where and where["bound_predicate"]["type"].get("generic") == parameter["name"]:
            bounds += where["bound_predicate"]["bounds"]
    return [bound["trait_bound"]["trait"] for bound in bounds if "trait_bound" in bound]


def functions_of(parameter, generics):
    """Those of them that closures have."""
    return [trait for trait in traits_of(parameter, generics) if last(trait["path"]) in ("Fn", "FnMut", "FnOnce")]


def stand_ins(generics, owner, env):
    """Puts a type for each parameter into `env`, and gives those that a call can name."""
    named = []
    # a function's arguments and result may be parameters that stand behind it
    for parameter in sorted(generics["params"], key=lambda each: bool(functions_of(each, generics))):
        name, (kind, inner) = parameter["name"], kind_of(parameter["kind"])
        if kind == "lifetime":
            continue
        traits = traits_of(parameter, generics)
        if kind == "type" and inner["is_synthetic"]:
            env[name] = implementor(traits[0], env)
            continue
        chosen = stand_in(f"{owner}.{name}")
        for trait in traits:
            of = kept_in(trait) if last(trait["path"]) == "NamedNumber" else None
            if of:
                chosen = f"crate::named::{of.upper()}"
            if chosen is None and last(trait["path"]) in ("IntoIterator", "Iterator"):
                chosen = implementor(trait, env)
        if chosen is None and functions_of(parameter, generics):
            chosen = implementor(functions_of(parameter, generics)[0], env)
        for trait in STAND_INS:
            if chosen is None and any(last(each["path"]) == trait for each in traits):
                chosen = stand_in(trait)
        env[name] = chosen or stand_in(f".{name}" if kind == "type" else "const")
        if env[name] is None:
            raise Unnamed(f"what stands for {name} of {owner}")
        named.append(name)
    return [env[each["name"]] for each in generics["params"] if each["name"] in named]


# ---- functions

exceptions = [line.split(": ", 1)[0] for line in open(sys.argv[2]) if line.strip() and not line.startswith("#")]
probes, functions, excepted, useless, unnamed = {}, 0, 0, set(exceptions), []


def add(name, function, owner, place):
    """A function: its name, what the document has of it, whose it is, and a function that gives the path to it and the types so far."""
    global excepted, functions, turn
    for pattern in exceptions:
        if re.fullmatch(pattern, name):
            useless.discard(pattern)
            excepted += 1
            return
    before = len(probes)
    for turn in range(TURNS):
        one(name, function, owner, place)
        functions += turn == 0 and len(probes) > before


def one(name, function, owner, place):
    """The function with the types of this turn."""
    try:
        path, env = place()
        named = stand_ins(function["generics"], owner, env)
        call = path + (f"::<{', '.join(named)}>" if named else "")
        inputs, output = function["sig"]["inputs"], function["sig"]["output"]
        # The compiler infers every type but those of `impl Trait`.
        implied = ["impl " in json.dumps(ty) or "impl_trait" in json.dumps(ty) for _, ty in inputs]
        signature = ", ".join(render(ty, env) if said else "_" for (_, ty), said in zip(inputs, implied))
        opaque = "impl_trait" in json.dumps(output)
        if opaque:
            # what it gives has no name: that, too, must be compiled
            trait = last(output["impl_trait"][0]["trait_bound"]["trait"]["path"]) if "impl_trait" in output else "in something"
            if trait not in OPAQUE:
                raise Unnamed(f"what an `impl Trait` does: {trait}")
            probes.setdefault(f"{{ let it: fn({signature}) -> _ = {call}; crate::{OPAQUE[trait]}{len(inputs)}(it) }}", f"{name}, {trait}")
        if any(implied) or opaque:
            call = f"{{ let it: fn({signature}) -> _ = {call}; it }}"
        # a function may be excepted over the socket alone, where the kernel's clock is asked for
        over = [pattern for pattern in exceptions if "nlwire::socket::Socket" in call and re.fullmatch(pattern, f"{name} over Socket")]
        useless.difference_update(over)
        if not over:
            probes.setdefault(f"{call} as *const ()", name)
    except Private:
        pass
    except Unnamed as why:
        unnamed.append(f"{name}: {why}")


def of_impl(block, derived):
    trait, whose = block["trait"], block["for"]
    kind, inner = kind_of(whose)
    owner, label = kind, kind
    if kind == "resolved_path":
        owner = last(inner["path"])
        label = public.get(inner["id"], inner["path"]).removeprefix("::nlwire::")
    methods = [item(number) for number in block["items"]]
    if trait:
        of = paths[str(trait["id"])]
        if of["path"][0] not in ("nlwire", "core", "alloc", "std", *OTHERS) or derived and last(trait["path"]) != "Debug":
            return
        if of["crate_id"] == 0:
            # methods that the trait brings, for this type
            own = {method["name"] for method in methods}
            methods += [each for each in map(item, item(trait["id"])["inner"]["trait"]["items"]) if each["name"] not in own
                        and each["name"] in block["provided_trait_methods"]]
    for method in methods:
        if "function" not in method["inner"] or not trait and method["visibility"] != "public":
            continue

        def place():
            env = {}
            stand_ins(block["generics"], owner, env)
            env["Self"] = render(whose, env)
            return f"<{env['Self']}{' as ' + trait_of(trait, env) if trait else ''}>::{method['name']}", env
        name = f"<{label} as {last(trait['path'])}>::{method['name']}" if trait else f"{label}::{method['name']}"
        add(name, method["inner"]["function"], owner, place)


walk(document["root"], "::nlwire")
for number, path in public.items():
    if item(number) and "function" in item(number)["inner"]:
        add(path.removeprefix("::nlwire::"), item(number)["inner"]["function"], item(number)["name"], lambda: (path, {}))
for found in index.values():
    block = found["inner"].get("impl")
    if block and found["crate_id"] == 0 and not block["is_synthetic"] and not block["blanket_impl"]:
        of_impl(block, "automatically_derived" in json.dumps(found["attrs"]))

for each in sorted(set(unnamed)):
    print(f"inventory: no way to write down {each}", file=sys.stderr)
for each in sorted(useless):
    print(f"inventory: an exception that excepts nothing: {each}", file=sys.stderr)
if unnamed or useless:
    sys.exit(1)
print("pub static PROBES: &[crate::Probe] = &[")
for text, name in sorted(probes.items(), key=lambda probe: probe[1]):
    # loops over a socket, whose signature need not name it
    with_socket = "::nlwire::socket" in text or re.match(r"cache::Cache::(over_socket|sync|follow)", name)
    where = '#[cfg(target_os = "linux")] ' if with_socket else ""
    print(f"    {where}crate::Probe({text}), // {name}")
print("];")
print(f": {functions} functions, {len(probes) - functions} of them again with other types; {excepted} more excepted by name", file=sys.stderr)
